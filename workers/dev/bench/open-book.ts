/** Runs in a page: opens a book of its own bytes, again and again, and tells the times in ms. */
import { Book } from '#shared/book/book.ts'
import { FigureIndex } from '#shared/book/figure-index.ts'
import { readForm } from '#shared/book/forms.ts'

const READING = {
  as_of: '',
  served_by: { provider: '', retrieved_at: '', recorded: null },
  attempts: [],
}

/** Read piece by piece: a Response around the stream would go through other processes. */
const unpacked = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const { readable, writable } = new DecompressionStream('gzip')
  const writer = writable.getWriter()
  const written = Promise.all([writer.write(bytes), writer.close()])
  const text = new TextDecoder()
  let whole = ''
  for (const reader = readable.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    whole += text.decode(value, { stream: true })
  }
  await written
  return whole
}

export const open = async (base64: string, again: number): Promise<number[]> => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const times: number[] = []
  for (let i = 0; i <= again; i++) {
    const began = performance.now()
    const book = readForm(JSON.parse(await unpacked(bytes)))
    if (book.is !== 'read') throw new Error(book.is)
    const index = new FigureIndex(new Book(book.packed), READING)
    if (!index.get('revenue@FY2025')) throw new Error('the book has no revenue')
    times.push(performance.now() - began)
  }
  return times
}
