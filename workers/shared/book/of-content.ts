/** Books of content that is at hand, with the ids that its facts have everywhere. Pure. */
import { Book } from './book.ts'
import { shownFactId } from './fact-id.ts'
import { FigureIndex } from './figure-index.ts'
import { packBook } from './pack.ts'
import type { BookContent, BookReading } from './packed.ts'

export const bookOf = (content: BookContent): Book => new Book(packBook(content), shownFactId)

/** The index over a whole answer, in which content and reading stand side by side. */
export const figuresOf = (answer: BookContent & BookReading): FigureIndex =>
  new FigureIndex(bookOf(answer), answer)
