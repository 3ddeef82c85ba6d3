/** The text of all licences of what the page and the Workers contain. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../paths.ts'
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts'

export const LICENSES_FILE = join(ROOT, 'web/public/licenses.txt')

const LICENSE = /^(?:licen[cs]es?|notice|copying)(?:[.-].*)?$|\.LICENSE\.txt$/i
const RULE = '='.repeat(80)

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)))
    : [path]

/** The texts in the folder of a package, each once. */
const textsOf = (folder: string): string[] => [
  ...new Set(
    readdirSync(folder)
      .filter((name) => LICENSE.test(name))
      .sort()
      .flatMap((name) => filesOf(join(folder, name)))
      .map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()),
  ),
]

const authorSchema = z.object({
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
})

/** A package without a text of its licence names its author. */
const authorOf = (folder: string): string => {
  const { author } = authorSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  )
  const name = typeof author === 'string' ? author : author?.name
  return `The package has no text of its licence.${name ? ` Its author is ${name}.` : ''}`
}

const sectionOf = ({ name, version, license, folder }: ShippedPackage): string => {
  const texts = textsOf(join(ROOT, folder))
  const body = texts.length > 0 ? texts : [authorOf(join(ROOT, folder))]
  return [RULE, `${name} ${version}: ${license}`, RULE, ...body].join('\n\n')
}

export const licensesText = (): string => {
  const packages = shippedPackages(
    JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')),
  )
  return `${[
    'Licences of the packages that the page and the Workers contain. Made by `npm run licenses`.',
    packages.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n'),
    ...packages.map(sectionOf),
  ].join('\n\n')}\n`
}
