// Enhancement only: every page works without this file.
import { startAlert } from './alert.ts'
import { startComponents } from './components.ts'
import { startKeepingTyping } from './keep-typing.ts'
import { rememberRegions } from './live-regions.ts'
import { startLiveUpdates } from './live.ts'
import { offerMovingMap } from './moving-map.ts'
import { startProgress } from './progress.ts'
import { focusSearchByKey } from './search-key.ts'
import { forgetAtSignOut } from './sign-out.ts'

rememberRegions()
startComponents(document)
focusSearchByKey()
startLiveUpdates()
startAlert()
startProgress()
offerMovingMap()
startKeepingTyping()
forgetAtSignOut()

// Filters stand open beside a list, but would hide it on a telephone.
if (window.matchMedia('(max-width: 40rem)').matches) {
  for (const filters of document.querySelectorAll('details[data-closed-on-telephone]')) {
    filters.removeAttribute('open')
  }
}
