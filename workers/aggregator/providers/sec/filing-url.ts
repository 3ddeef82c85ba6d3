/** Where a person reads a filing on sec.gov. */

/**
 * The document itself when submissions list it, else the filing's index page. Accession as
 * `0000320193-25-000079`.
 */
export const filingUrl = (
  cik: number,
  accession: string,
  primaryDocument: string | undefined,
): string => {
  const folder = `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll('-', '')}`
  return primaryDocument
    ? `${folder}/${encodeURI(primaryDocument)}`
    : `${folder}/${accession}-index.htm`
}
