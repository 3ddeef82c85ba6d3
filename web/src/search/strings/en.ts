/** Words of the home page and the search, in English. */
export const en = {
  'home.title': 'From filed statements to a report you can check',
  'home.lead':
    'Name a company in China, Hong Kong, the US or Japan. Every figure opens to the filing it came from.',
  'home.screen': 'Screen a whole market',
  'home.screen_lead': ': by filed figures, as they were known on any day.',
  'home.recent': 'Recent reports',
  'home.no_reports':
    'No report has been written yet. Search a company, then choose “Write report”.',
  'search.label': 'Company',
  'search.placeholder': 'Code or name: AAPL, 600519, 腾讯, Toyota',
  'search.searching': 'Searching…',
  'search.asking': 'Asking the providers for more…',
  'search.lists': 'Listed companies as of {days}.',
  'search.formerly': 'formerly {name}',
  'search.delisted': 'Delisted {day}',
  'search.earlier': 'Only on the list of {day}',
  'search.unknown_code': 'On no list here',
  'search.kind.reit': 'REIT',
  'search.kind.fund': 'Fund',
  'search.kind.preferred': 'Preferred share',
  'search.kind.receipt': 'Receipt of a share listed elsewhere',
  'search.kind.other': 'Not a company’s share',
  'search.none': 'No instrument matches “{query}”. Try its exchange code.',
  'search.none_answered':
    'Nothing known here matches “{query}”, and {providers} could not be asked. Try again later, or its exchange code.',
} as const
