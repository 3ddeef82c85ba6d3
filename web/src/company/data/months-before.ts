/** Days counted back by months. Pure. */

const lastOfMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/** The same day of the month, `months` earlier. A month without that day gives its last day. */
export const monthsBefore = (date: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const count = year * 12 + (month - 1) - months
  const to = { year: Math.floor(count / 12), month: count % 12 }
  return new Date(Date.UTC(to.year, to.month, Math.min(day, lastOfMonth(to.year, to.month))))
    .toISOString()
    .slice(0, 10)
}
