/** The address on sec.gov where a person can read a filing. */

/**
 * The address of the document itself when the submissions list it, and otherwise of the filing's
 * index page. The accession number has the form `0000320193-25-000079`.
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
