/**
 * An embedded database in a process of its own, so that neither the Workers nor the measuring
 * client share its thread. Prints its URL.
 */
import { openEmbedded } from '../database.ts'

const database = await openEmbedded(process.argv[2] ?? null)
console.log(database.url)
process.once('SIGTERM', () => void database.close().then(() => process.exit(0)))
