/** The stylesheet of the public page: small, because it stands inside every page. Nothing is said by colour alone. */
export const css = [
  'body{margin:0;font:1.1875rem/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff}',
  'main,header,footer{max-width:60rem;margin:0 auto;padding:0 1rem}',
  'header{border-top:.5rem solid #12284c;padding-top:.75rem}',
  'h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;margin-top:2rem}h3,h4{font-size:1.1875rem}',
  'a{color:#1a65a6}a:focus{outline:3px solid #0b0c0c;background:#fd0;color:#0b0c0c}',
  'table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold}',
  'th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #b1b4b6}',
  '.note{border-left:.5rem solid #12284c;padding:.5rem 1rem;margin:1rem 0}',
  '.kept,.seamark-kept-lines{white-space:pre-line}blockquote{margin:1rem 0;padding-left:1rem;border-left:.25rem solid #b1b4b6}',
  '.skip{position:absolute;left:-999em}.skip:focus{position:static}',
  'footer{padding-bottom:2rem;font-size:1rem}',
  '@media(max-width:40rem){table,tbody,tr,td,th{display:block}thead{position:absolute;left:-999em}',
  'tr{border-bottom:1px solid #b1b4b6;padding:.5rem 0}th,td{border:0;padding:.125rem 0}',
  'td[data-label]::before{content:attr(data-label) ": ";font-weight:bold}}',
].join('')
