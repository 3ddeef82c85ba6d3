/**
 * `npm run licenses`: writes the licences of what is shipped, which the page serves as
 * /licenses.txt.
 */
import { writeFileSync } from 'node:fs'
import { LICENSES_FILE, licensesText } from './licenses/licenses-text.ts'

writeFileSync(LICENSES_FILE, licensesText())
