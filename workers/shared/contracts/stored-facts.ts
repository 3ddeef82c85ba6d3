/** Stored facts: giving those of an earlier version their filing. */
import { z } from 'zod'
import { contract } from './route.ts'

export const storedFactsRoutes = contract({
  fillFilings: {
    method: 'POST',
    path: '/api/v1/facts/filings',
    public: '/api/facts/filings',
    access: 'admin',
    summary:
      'Give stored facts of an earlier version their filing, some slices a call. Reads answer the same before, during and after it; when nothing is left, a call does nothing',
    body: z.strictObject({}),
    response: z.object({
      filled: z.int().min(0).describe('Facts that this call gave their filing'),
      more: z.boolean().describe('Some are left, or their company is being stored at the moment'),
    }),
  },
})
