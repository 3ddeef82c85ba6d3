/** Words of the tab of news and filings, in English. */
export const en = {
  'news.title': 'News',
  'news.no_publisher': 'publisher not stated',
  'filings.title': 'Filings',
  'filings.filter': 'Form',
  'filings.all': 'All',
  'filings.other': 'Other forms',
  'filings.unnamed': 'Form not stated',
  'filings.filed': 'Filed',
  'filings.form': 'Form',
  'filings.what': 'Title',
  'filings.period': 'Period to',
  'filings.accepted': 'accepted {time}',
  'filings.count': '{shown} of {count} filings read',
} as const
