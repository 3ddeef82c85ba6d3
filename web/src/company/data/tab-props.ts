/** What every tab beside the statements is given. */
import type { CompanyData } from './company-data.ts'

export interface TabProps {
  data: CompanyData
  /** The company's name, or its code where no name is known. */
  company: string
  /** The day as of which it is read; null for now. */
  asOf: string | null
}
