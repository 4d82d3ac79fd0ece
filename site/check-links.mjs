// SPDX-License-Identifier: Apache-2.0
// Every link and image inside of the built site leads somewhere, its anchor included; every image has a text.
// Arguments: the folder of the site, and the path under which it is served.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { Parser } from 'htmlparser2'

const [root, base = '/'] = process.argv.slice(2)

function htmlFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name)
    return entry.isDirectory() ? htmlFiles(file) : file.endsWith('.html') ? [file] : []
  })
}

function read(file) {
  const page = { ids: new Set(['', 'top']), links: [], images: [] }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.id) page.ids.add(attributes.id)
      if (name === 'a' && attributes.name) page.ids.add(attributes.name)
      if (name === 'a' && attributes.href !== undefined) page.links.push(attributes.href)
      if (name === 'img') page.images.push(attributes)
    },
  })
  parser.write(readFileSync(file, 'utf8'))
  parser.end()
  return page
}

const files = htmlFiles(root)
const pages = new Map(files.map((file) => ['/' + relative(root, file), read(file)]))
const failures = []
let checked = 0

function check(file, href) {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return
  checked++
  const [path, anchor = ''] = href.split('#')
  const bare = decodeURI(path.split('?')[0])
  let target = bare === '' ? file
    : bare.startsWith('/') ? '/' + posix.relative(base, bare)
    : posix.join(posix.dirname(file), bare)
  const inside = join(root, target)
  if (existsSync(inside) && statSync(inside).isDirectory()) target = posix.join(target, 'index.html')
  if (!existsSync(join(root, target))) {
    failures.push(`${file} links to ${href}, which does not exist`)
  } else if (pages.has(target) && !pages.get(target).ids.has(decodeURIComponent(anchor))) {
    failures.push(`${file} links to ${href}, which has no such anchor`)
  }
}

for (const [file, page] of pages) {
  // Links between pages of Javadoc are its own matter; its doclint checks them.
  if (file.startsWith('/api/')) continue
  page.links.forEach((href) => check(file, href))
  for (const image of page.images) {
    check(file, image.src ?? '')
    if (image.alt === undefined) failures.push(`${file} shows ${image.src} without a text (alt)`)
  }
}
if (failures.length > 0) {
  console.error(`${failures.length} broken links or images:\n${failures.join('\n')}`)
  process.exit(1)
}
console.log(`${checked} links and images in ${[...pages.keys()].filter((file) => !file.startsWith('/api/')).length} pages lead somewhere.`)
