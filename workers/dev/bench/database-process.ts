/**
 * Runs an embedded database in its own process, so that neither the Workers nor the measuring
 * client use its thread. Prints its URL.
 */
import { openEmbedded } from '../database.ts'

const database = await openEmbedded(process.argv[2] ?? null)
console.log(database.url)
process.once('SIGTERM', () => void database.close().then(() => process.exit(0)))
