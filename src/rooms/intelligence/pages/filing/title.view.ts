/**
 * Lists the classifications that this person may give: nobody files what they could not open themselves.
 * @param clearance - of the person
 * @returns choices, the lowest first
 */
export function markingChoices(clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE') {
  const choices = [
    { value: 'OFFICIAL', text: 'OFFICIAL', hint: 'Routine. No special need to limit who reads it' },
    {
      value: 'OFFICIAL-SENSITIVE',
      text: 'OFFICIAL-SENSITIVE',
      hint: 'Harm would follow if it were lost or read by the wrong people. Only those who need to know',
    },
  ]
  return clearance === 'OFFICIAL' ? choices.slice(0, 1) : choices
}
