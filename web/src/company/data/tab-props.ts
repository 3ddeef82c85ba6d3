/** The props of every tab beside the statements. */
import type { CompanyData } from './company-data.ts'

export interface TabProps {
  data: CompanyData
  /** The company's name, or its code where no name is known. */
  company: string
  /** The day as of which it is read; null for now. */
  asOf: string | null
}
