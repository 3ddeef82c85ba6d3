/** Whether the description of the API tells of a problem that the API answers with. */
/** As much of an OpenAPI document as tells of problems. */
export interface Description {
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

/** Null where the problem is described, or the request is one of no operation. */
export const undescribed = (
  { paths }: Description,
  method: string,
  address: string,
  status: number,
  body: unknown,
): string | null => {
  const path = address.split('?')[0] ?? ''
  const operations = Object.entries(paths)
    .filter(([form]) => new RegExp(`^${form.replaceAll(/\{[a-z_]+\}/g, '[^/]+')}$`).test(path))
    .flatMap(([, one]) => one[method.toLowerCase()] ?? [])
  const { reason } = body as { reason?: string }
  if (operations.length === 0 || reason === undefined) return null
  const isTold = operations.some(({ responses }) =>
    Object.values(responses[status]?.content ?? {}).some(({ schema }) =>
      schema.allOf?.some(({ properties }) => properties?.reason.enum.includes(reason)),
    ),
  )
  return isTold ? null : `${method} ${path}: ${status} ${reason}`
}
