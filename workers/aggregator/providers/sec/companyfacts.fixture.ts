/** Small answers in EDGAR's form, for tests. */
import type { CompanyFacts } from './raw.ts'

export interface FixtureRow {
  start?: string
  end: string
  val: number
  accn: string
  fy: number
  fp: string
  form: string
  filed: string
}

/** One filing: its rows get its accession number, form and date. */
export const filing = (accn: string, form: string, filed: string, fy: number, fp: string) => ({
  over: (start: string, end: string, val: number): FixtureRow => ({
    start,
    end,
    val,
    accn,
    fy,
    fp,
    form,
    filed,
  }),
  at: (end: string, val: number): FixtureRow => ({ end, val, accn, fy, fp, form, filed }),
})

/** Makes `{ 'us-gaap:Revenues': { USD: rows } }` into a companyfacts answer. */
export const companyFacts = (
  tags: Record<string, Record<string, FixtureRow[]>>,
  cik = 1652044,
): CompanyFacts => {
  const facts: CompanyFacts['facts'] = {}
  for (const [tag, units] of Object.entries(tags)) {
    const [taxonomy = '', name = ''] = tag.split(':')
    facts[taxonomy] = { ...facts[taxonomy], [name]: { label: name, description: '', units } }
  }
  return { cik, entityName: 'Example Inc.', facts }
}

interface TransactionParts {
  date?: string
  code?: string
  shares?: string
  /** The content including its element: a value, a footnote, or both. */
  price?: string
  direction?: string
}

/** A transaction of form 4. The form decides in which table it is. */
export const transactionXml = (parts: TransactionParts): string => {
  const {
    date = '2024-05-06',
    code = 'P',
    shares = '111111',
    price = '<value>11.11</value>',
    direction = 'A',
  } = parts
  return `<securityTitle><value>Common Stock</value></securityTitle><transactionDate><value>${date}</value></transactionDate>
    <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>${code}</transactionCode><equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
    <transactionAmounts><transactionShares><value>${shares}</value></transactionShares><transactionPricePerShare>${price}</transactionPricePerShare>
    <transactionAcquiredDisposedCode><value>${direction}</value></transactionAcquiredDisposedCode></transactionAmounts>`
}

interface FormParts {
  issuerCik?: string
  owners?: string[]
  lines?: string[]
  derivatives?: string[]
  footnotes?: string
  /** Elements of the document itself. */
  more?: string
}

/** A form 4 about Example Inc. The CIK of an owner is the length of its name. */
export const formXml = ({
  issuerCik = '0001652044',
  owners = ['EXAMPLE ANN'],
  lines = [],
  derivatives = [],
  footnotes = '',
  more = '',
}: FormParts): string =>
  `<?xml version="1.0"?>
  <ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>4</documentType><periodOfReport>2024-05-06</periodOfReport>${more}
  <issuer><issuerCik>${issuerCik}</issuerCik><issuerName>Example Inc.</issuerName><issuerTradingSymbol>EXMP</issuerTradingSymbol></issuer>
  ${owners
    .map(
      (
        name,
      ) => `<reportingOwner><reportingOwnerId><rptOwnerCik>${name.length}</rptOwnerCik><rptOwnerName>${name}</rptOwnerName></reportingOwnerId>
      <reportingOwnerRelationship><isDirector>true</isDirector></reportingOwnerRelationship></reportingOwner>`,
    )
    .join('')}
  <nonDerivativeTable>${lines.map((line) => `<nonDerivativeTransaction>${line}</nonDerivativeTransaction>`).join('')}</nonDerivativeTable>
  <derivativeTable>${derivatives.map((line) => `<derivativeTransaction>${line}</derivativeTransaction>`).join('')}</derivativeTable>
  <footnotes>${footnotes}</footnotes></ownershipDocument>`

interface ScheduleParts {
  issuerCik?: string
  filerCik?: string
  title?: string
  shares?: string
  percent?: string
  /** Further reporting persons. */
  more?: string
}

/** A schedule 13G about Example Inc. */
export const scheduleXml = (parts: ScheduleParts): string => {
  const {
    issuerCik = '0001652044',
    filerCik = '0000000077',
    title = 'Common Stock',
    shares = '111111',
    percent = '5.5',
    more = '',
  } = parts
  return `<?xml version="1.0" encoding="UTF-8"?>
  <edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13g" xmlns:com="http://www.sec.gov/edgar/common">
  <headerData><submissionType>SCHEDULE 13G/A</submissionType><filerInfo><filer><filerCredentials><cik>${filerCik}</cik></filerCredentials></filer></filerInfo></headerData>
  <formData><coverPageHeader><securitiesClassTitle>${title}</securitiesClassTitle>
  <eventDateRequiresFilingThisStatement>12/31/2024</eventDateRequiresFilingThisStatement>
  <issuerInfo><issuerCik>${issuerCik}</issuerCik><issuerName>Example Inc.</issuerName></issuerInfo></coverPageHeader>
  <coverPageHeaderReportingPersonDetails><reportingPersonName>Owner One LLC</reportingPersonName>
  <reportingPersonBeneficiallyOwnedAggregateNumberOfShares>${shares}</reportingPersonBeneficiallyOwnedAggregateNumberOfShares>
  <classPercent>${percent}</classPercent><typeOfReportingPerson>IA</typeOfReportingPerson><typeOfReportingPerson>HC</typeOfReportingPerson>
  </coverPageHeaderReportingPersonDetails>${more}</formData></edgarSubmission>`
}
