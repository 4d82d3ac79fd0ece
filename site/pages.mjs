// SPDX-License-Identifier: Apache-2.0
// Which Markdown files of the repository are pages, at which address, and in which order a reader meets them.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/** The order of the navigation; a page of docs/ that no group names is listed among the guides. */
const groups = [
  ['Start', ['quick-start', '/examples', 'concepts', 'recall', 'comparison']],
  ['Guides', ['langchain4j', 'langchain4j-recipes', 'spring-ai', 'spring-ai-recipes', 'quarkus', 'google-adk', 'server', 'mcp', 'mem0']],
  ['Storage and operation', ['deployment', 'postgresql', 'databases', 'operations', 'doctor']],
  ['In depth', ['extraction', 'time-zones', 'metadata', 'testing', 'evaluation']],
  ['Reference', ['spring-properties', '/api/', 'figures', 'limits', 'faq', 'glossary', '/changelog']],
  ['Contributing', ['architecture', '/adr/', '/contributing', '/results', 'releasing', '/security']],
]

/** Pages whose navigation entry is not their heading. */
const names = {
  '/api/': 'Javadoc',
  '/adr/': 'Decision records',
  '/results': 'Measurements',
  'spring-ai': 'Spring AI and Spring Boot',
  langchain4j: 'LangChain4j',
  mem0: 'From mem0',
  mcp: 'MCP',
  testing: 'Testing',
  'langchain4j-recipes': 'LangChain4j: recipes',
  'spring-ai-recipes': 'Spring AI: recipes',
  quarkus: 'Quarkus',
  databases: 'Other databases',
  postgresql: 'PostgreSQL',
  '/contributing': 'How to contribute',
  '/security': 'Security',
}

/** Files outside of docs/ that are pages too. */
const others = {
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
  'SECURITY.md': 'security.md',
  'samples/benchmarks/RESULTS.md': 'results.md',
  'samples/examples/README.md': 'examples.md',
}

function address(file) {
  return file.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md')
}

function documents(folder) {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    return entry.isDirectory() ? documents(file) : file.endsWith('.md') ? [file] : []
  })
}

/** The address of each page, by its file; both relative to their roots. */
export const pages = Object.fromEntries([
  ...documents('docs').map((file) => [file, address(file)]),
  ...Object.entries(others),
])

/** The heading of a page, given its address. */
export function title(page) {
  const file = Object.keys(pages).find((key) => pages[key] === page)
  return readFileSync(join(repository, file), 'utf8').match(/^# (.+)$/m)[1]
}

export function sidebar() {
  const named = groups.flatMap(([, entries]) => entries)
  const unnamed = documents('docs')
    .map((file) => address(file).replace(/\.md$/, ''))
    .filter((page) => !page.includes('/') && page !== 'index' && !named.includes(page))
  return groups.map(([text, entries]) => ({
    text,
    items: [...entries, ...(text === 'Guides' ? unnamed : [])].filter(exists).map((entry) => {
      const link = entry.startsWith('/') ? entry : `/${entry}`
      return {
        text: names[entry] ?? title(link.slice(1).replace(/\/$/, '/index') + '.md'),
        link,
        ...(entry === '/api/' ? { target: '_self', rel: '' } : {}),
      }
    }),
  }))
}

function exists(entry) {
  const page = entry.replace(/^\//, '').replace(/\/$/, '/index') + '.md'
  return entry === '/api/' || Object.values(pages).includes(page)
}

/** The address of the repository that the POM names, or nothing while that is a placeholder. */
export function sources() {
  const pom = readFileSync(join(repository, 'pom.xml'), 'utf8')
  const host = pom.match(/<project\.host>([^<]+)<\/project\.host>/)?.[1]
  return host && !host.includes('.example/') ? `https://${host}` : undefined
}

/** Where the documentation of a published type is, if the file declares one. */
export function javadoc(file) {
  const type = file.match(/^(?:core|langchain4j-integration|spring-ai-integration)\/(?:.+\/)?src\/main\/java\/(.+)\.java$/)
  return type && existsSync(join(repository, file)) ? `/api/${type[1]}.html` : undefined
}
