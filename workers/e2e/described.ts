/** Whether the description of the API tells of a problem that the API answers with. */
import { openApiDocument } from '../gateway/openapi/document.ts'

interface Described {
  paths: Record<
    string,
    Record<
      string,
      {
        responses: Record<
          string,
          {
            content?: Record<
              string,
              { schema: { allOf?: { properties?: { reason: { enum: string[] } } }[] } }
            >
          }
        >
      }
    >
  >
}

const { paths } = openApiDocument() as unknown as Described
const PATTERNS = Object.entries(paths).map(([path, operations]) => ({
  form: new RegExp(`^${path.replaceAll(/\{[a-z_]+\}/g, '[^/]+')}$`),
  operations,
}))

/** Null where the problem is described, or the request is one of no operation. */
export const undescribed = (
  method: string,
  address: string,
  status: number,
  body: unknown,
): string | null => {
  const path = address.split('?')[0] ?? ''
  const operations = PATTERNS.filter(({ form }) => form.test(path)).flatMap(
    (one) => one.operations[method.toLowerCase()] ?? [],
  )
  const { reason } = body as { reason?: string }
  if (operations.length === 0 || reason === undefined) return null
  const isTold = operations.some(({ responses }) =>
    Object.values(responses[status]?.content ?? {}).some(({ schema }) =>
      schema.allOf?.some(({ properties }) => properties?.reason.enum.includes(reason)),
    ),
  )
  return isTold ? null : `${method} ${path}: ${status} ${reason}`
}
