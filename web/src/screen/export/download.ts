/** Gives the reader a file that was made in the page. */

/**
 * Milliseconds until the address of the file is given up. By then the browser has begun to save it.
 */
const KEPT_MS = 30_000

export const download = (name: string, type: string, content: BlobPart): void => {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
