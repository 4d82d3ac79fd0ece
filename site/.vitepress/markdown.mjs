// SPDX-License-Identifier: Apache-2.0
// What makes Markdown that is written for a repository readable as a site: links, diagrams.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { renderMermaidSVG } from 'beautiful-mermaid'
import { javadoc, pages, repository, sources, title } from '../pages.mjs'

const QUICK_START = 'quick-start.md'
const quickStartHeadings = [...readFileSync(join(repository, 'docs', QUICK_START), 'utf8').matchAll(/^##+ (.+)$/gm)]
  .map((heading) => heading[1].toLowerCase().replaceAll(' ', '-'))

/** The file of the page that is rendered, relative to the repository. */
function source(env) {
  const page = env.relativePath
  return Object.keys(pages).find((file) => pages[file] === page) ?? page
}

/** Links to files become links to pages, to Javadoc or to the repository; a file that is missing fails the build. */
function links(md) {
  md.core.ruler.push('repository_links', (state) => {
    for (const block of state.tokens) {
      const open = []
      for (const [index, token] of (block.children ?? []).entries()) {
        if (token.type === 'link_close') {
          token.tag = open.pop().tag
        } else if (token.type === 'link_open') {
          open.push(token)
          const page = rewrite(token, source(state.env))
          const text = block.children[index + 1]
          // A link that is named by its file is named by its heading here, where there are no files.
          if (page && /^[\w-]+\.md$/.test(text.content)) text.content = title(page)
        }
      }
    }
  })
}

/** Returns the page that the link leads to, if it is one. */
function rewrite(token, file) {
  const href = token.attrGet('href')
  if (/^([a-z]+:|#|\/)/i.test(href)) return
  let [path, anchor] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(path))).replace(/\/$/, '')
  if (!existsSync(join(repository, target))) throw new Error(`${file} links to ${href}, which does not exist`)
  const page = pages[target] ?? (target === 'README.md' ? QUICK_START : undefined)
  // The README is no page: the quick start takes its place, with those of its headings that both have.
  if (target === 'README.md' && !quickStartHeadings.includes(anchor)) anchor = undefined
  const api = javadoc(target)
  if (page) {
    token.attrSet('href', `/${page}${anchor ? `#${anchor}` : ''}`)
    return page
  } else if (api) {
    token.attrSet('href', api)
    token.attrSet('target', '_self')
  } else if (sources()) {
    const kind = statSync(join(repository, target)).isDirectory() ? 'tree' : 'blob'
    token.attrSet('href', `${sources()}/${kind}/main/${target}`)
  } else {
    // The repository has no public address yet: the name of the file has to do.
    token.tag = 'span'
    token.attrs = [['class', 'file'], ['title', target]]
  }
}

/** Mermaid is drawn now, so that no reader has to load it; colours come from the theme. */
function diagrams(md) {
  const fence = md.renderer.rules.fence
  let count = 0
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (token.info.trim() !== 'mermaid') return fence(tokens, index, options, env, self)
    const id = `diagram-${++count}-`
    const svg = renderMermaidSVG(token.content.replace(/^ *acc(Descr|Title):.*\n/gm, ''), { transparent: true, padding: 8 })
      .replace(/<style>[\s\S]*?<\/style>/, '')
      .replace(/\sstyle="--bg[^"]*"/, '')
      .replaceAll('id="', `id="${id}`)
      .replaceAll('url(#', `url(#${id}`)
    const label = token.content.match(/accDescr: *(.+)/)?.[1] ?? 'Diagram; the text around it says the same'
    return figure(svg, label)
  }
}

function figure(svg, label) {
  return `<figure class="diagram" role="img" aria-label="${label.replaceAll('"', '&quot;')}" tabindex="0" v-pre>${svg}</figure>\n`
}

/** Drawings are put into the page, where they take the colours of the theme. */
function drawings(md) {
  const image = md.renderer.rules.image
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const src = tokens[index].attrGet('src')
    if (!src.endsWith('.svg') || /^[a-z]+:/.test(src)) return image(tokens, index, options, env, self)
    const file = join(repository, dirname(source(env)), src)
    const svg = readFileSync(file, 'utf8')
      .replace(/^<\?xml.*?\?>/, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<style>[\s\S]*?<\/style>/, '')
      .replace(/>\s+</g, '><')
    return `<span class="diagram" role="img" aria-label="${md.utils.escapeHtml(tokens[index].content)}" tabindex="0" v-pre>${svg}</span>`
  }
}

export function configure(md) {
  links(md)
  diagrams(md)
  drawings(md)
}
