/** Exports of the doors that read no text of strangers, each with the reason. */

const reasons: Readonly<Record<string, readonly string[]>> = {
  'it takes numbers, times or codes': [
    'platform/identifiers: newId', 'platform/http/input: idOf', 'platform/identifiers: newReference', 'wire/codes: codesOf', 'design/words: plural',
    'rooms/coast: cellCentre', 'rooms/coast: cellOf', 'rooms/coast: measure', 'rooms/coast: nearestMile', 'rooms/coast: viewOf', 'rooms/coast: pixelOf',
    'rooms/oversight/figures: countFiguresTask',
    'rooms/oversight/figures: financialYearOf', 'rooms/oversight/figures: yearOf', 'rooms/oversight/public: publicPages',
    'rooms/coast: positionAt', 'rooms/coast: tenths', 'rooms/coast: writePosition', 'rooms/coast: turnedRound', 'rooms/coast/positions/read-lat-long: inBounds', 'rooms/coast/positions/os-grid: writeOsGrid',
    'rooms/intelligence/import/dates: reviewDate', 'rooms/intelligence/pages/filing/review.form: monthsOn',
    'rooms/intelligence/pages/filing/steps: draftAddress', 'rooms/intelligence/pages/filing/steps: stepAfter',
    'rooms/intelligence/pages/filing/steps: stepBefore', 'rooms/reporting/flood/form-marks: formMarks',
    'rooms/reporting/flood/networks: newNetworks', 'rooms/reporting/flood/networks: newUnderWay', 'rooms/reporting/flood/proof-of-work: newChallenge',
    'rooms/reporting: newCookie', 'rooms/reporting: newKeyPair', 'library/sealing: HolderFault',
    'library/identifiers/as-written: asciiDigit', 'library/identifiers/labels: labelInside',
    'rooms/sharing: listFrame', 'rooms/sharing: waitingOf', 'rooms/search: keepEntries', 'rooms/home: whatWaits', 'rooms/matches: noticeSilentHits', 'rooms/operations: lookTask', 'rooms/operations: lookQuietTask', 'rooms/operations: ukParts', 'rooms/home: navigation', 'rooms/people: mayStandTogether',
    'rooms/matches: addressOfOwn', 'rooms/people: rankTold', 'rooms/matches: ownHoldingsView', 'rooms/matches: matchesAddress', 'design/dates: ukClock',
  ],
  'it takes a place that was read, of 200 points at most, times or codes': [
    'areNear', 'asLooked', 'boxAround', 'boxesMeet', 'brokerSees', 'clockChanges', 'distanceBetween', 'everyConflict', 'faultOfSpan',
    'groupsMatter', 'isConflict', 'middleOfCell', 'sharedHours', 'spansMeet', 'whatSideLearns', 'widened',
  ].map((name) => `library/planned-events: ${name}`),
  'it takes a stretch of the own coast, of as many points as a line that was loaded may have': ['library/planned-events: thinned'],
  'it weighs levels of a comparison, not text': [
    'agreementBits', 'birthBits', 'bitsOf', 'compareBirths', 'inSentences', 'isPlaceholder', 'learn', 'nameBits', 'nameLevelOf',
    'probabilityOf', 'reasonsOf', 'shareOf', 'weigh', 'weighPersons', 'weightOf',
  ].map((name) => `library/linkage/model: ${name}`),
  'it reckons with elements and numbers of 32 bytes each, at most eight thousand in a batch': [
    'BadElement', 'add', 'at', 'fromHash', 'invert', 'isElement', 'isScalar', 'multiply', 'multiplyBase',
    'multiplyScalars', 'randomScalars', 'contextString', 'hashToScalar', 'addUp', 'isAnswerProved', 'isProved', 'prove', 'openPool',
  ].map((name) => `library/oprf: ${name}`),
  'it makes a key, or takes one and a text that `signedText` made': [
    'library/sealing: newSigningKey', 'library/sealing: signText', 'library/sealing: isSignedBy',
  ],
  'it reads numbers that the operator has set': [
    'rooms/disruptions: readDisruptionSettings', 'rooms/encounters: readEncounterSettings',
    'rooms/networks: readGroupSettings', 'rooms/system-requests: readRequestSettings',
  ],
  'it calls what it is given': ['rooms/intelligence: withFreshReferences'],
  'it opens a folder or a file of the operator’s own': [
    'library/linkage: readMapping', 'library/linkage: matchFiles', 'library/linkage: WrongFile',
    'rooms/coast: geographyOf', 'rooms/coast: layersHere', 'rooms/coast: openGeography', 'rooms/coast: loadLayers', 'rooms/coast: loadedLayers',
    'rooms/coast: mapTiles', 'rooms/coast: drawMap', 'keyholder: createHolder', 'keyholder: readHolder',
    'keyholder: saveHolder', 'keyholder: saveCallers', 'keyholder: readCallers', 'keyholder: ledgerFile', 'keyholder: publicKeys', 'keyholder: readLedger', 'keyholder: makeOffer', 'keyholder: joinOffer', 'keyholder: finishRotation', 'rooms/sealed-index: nodeCaller', 'rooms/sealed-index: knownNodeCaller', 'rooms/sealed-index: hasNextNodeCaller', 'rooms/sealed-index: prepareNodeCaller', 'rooms/sealed-index: switchNodeCaller',
    'keyholder: keyholderApp', 'rooms/intelligence: loadMapping',
    'rooms/intelligence/import/guess-mapping: knownMappings', 'rooms/intelligence/import/make-report: prepareReader',
    'rooms/intelligence/import/refused-rows: openRefusedRows', 'rooms/intelligence/import/refused-rows: openUnreadValues',
  ],
  'it speaks to a node or a key holder, whose answers have bounds of their own': [
    'agencyKey', 'askCheck', 'askHits', 'askParameters', 'meetHolders', 'openLocalState', 'sealRecords',
    'takeBack', 'readRecords',
  ].map((name) => `agency-client: ${name}`),
  'it asks a key holder, whose answers have bounds of their own': [
    'askQuota', 'evaluate', 'evaluateProved', 'sealInputs', 'epochOf', 'fetchParameters', 'keyOf', 'requireOneFactor', 'rekeyElements',
  ].map((name) => `holder-client: ${name}`),
  'it reads or asks for tokens of 32 bytes each, at most five thousand a call': [
    'rooms/sealed-index: readElements', 'rooms/sealed-index: readSealedInput', 'rooms/sealed-index: tokensOfValues',
  ],
  'it opens or makes a key; a passphrase is cut off at a thousand characters by its form': [
    'rooms/reporting: keysOfReceipt', 'rooms/reporting: lockWithPassphrase', 'rooms/reporting: setPassphrase',
    'rooms/reporting: unlock', 'rooms/reporting: unlockedIdentities', 'rooms/reporting/keys/passphrase: unlockWithPassphrase',
  ],
  'a photograph is decoded in a process of its own, with bounds in memory and time': [
    'rooms/reporting/photographs: cleanPhotograph', 'rooms/reporting/photographs: readPlaceAndTime',
    'rooms/reporting/photographs: photographRoutes',
  ],
  // Whoever changes how workbooks are read: give the reader its place in `ofFiles`, or leave its reason here.
  'a workbook is no text; what it may unpack to is bounded where it is opened': [
    'rooms/intelligence/import/shapes/xlsx: readXlsx',
  ],
  'it is a shape that readExport reads, and is measured through it': [
    'rooms/intelligence: readExport', 'rooms/intelligence/import/shapes/csv: readCsv',
    'rooms/intelligence/import/shapes/csv: recordsBelowHeader',
    'rooms/intelligence/import/shapes/csv-subject-rows: readCsvSubjectRows',
    'rooms/intelligence/import/shapes/delimited: readDelimited', 'rooms/intelligence/import/shapes/json-lines: readJsonLines',
    'rooms/intelligence/import/shapes/table: doesNotFit', 'rooms/intelligence/import/shapes/table: fieldsOf',
    'rooms/intelligence/import/shapes/table: partPlaces',
  ],
  'it copies fields of what was read before': [
    'rooms/coast/read-features: listOf', 'rooms/search/excerpt: isMarked', 'rooms/search/search-query: withOwnReferences',
    'rooms/sharing: conditionsPage', 'rooms/sharing: conditionFacts', 'rooms/sharing: deskFact',
    'rooms/intelligence/pages/filing/grade.form: gradeValues', 'rooms/intelligence/pages/filing/handling.form: handlingValues',
    'rooms/intelligence/pages/filing/event.form: withoutEvent', 'rooms/intelligence/pages/filing/review.form: reviewValues', 'rooms/intelligence/pages/filing/subjects.form: subjectValues',
    'rooms/intelligence/pages/filing/subjects.form: withoutSubject', 'rooms/intelligence/pages/filing/text.form: itemsOf',
    'rooms/intelligence/pages/filing/text.form: textValues', 'rooms/intelligence/pages/filing/text.form: withoutItem',
    'rooms/intelligence/pages/filing/title.form: titleValues', 'rooms/intelligence/pages/filing/typed: said',
    'rooms/sharing/pages/release/release.form: recipientFields',
    'rooms/search/pages/search.form: selectedFilters', 'rooms/reporting/triage/sanitised-draft: startingText',
    'rooms/reporting/triage/sanitised-draft: startingTitle',
  ],
  'it compares envelopes of reports, of which the queue holds at most four thousand': [
    'rooms/reporting/triage/near-duplicates: areNear', 'rooms/reporting/triage/near-duplicates: groupNear',
  ],
  'it is told by the operator, or makes a schema or a cookie out of what is configured': [
    'platform/http/outside-addresses: readOutsideRules', 'platform/http/public-pages: publicCookie',
    'rooms/sealed-index: holderName', 'rooms/sealed-index: onOneMachine', 'rooms/sealed-index: holderBody', 'rooms/sealed-index: holderChange', 'rooms/matches: isSettingName',
  ],
  'it hands what was read to a schema, which is measured where it stands': ['platform/http/input: parse'],
} // prettier-ignore

/** Name of an export to the reason for which it is not measured. */
export const withoutText: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
)
