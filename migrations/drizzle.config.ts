/** How drizzle-kit makes the SQL in this folder from the schema. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './workers/shared/db/schema/*.ts',
  out: './migrations',
})
