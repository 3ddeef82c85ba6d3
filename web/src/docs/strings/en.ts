/** Words of the API's viewer, in English. What it shows is written in English alone. */
export const en = {
  'docs.to_page': 'Back to Fundamental Analysis',
  'docs.to_licenses': 'Licences of what is used',
} as const
