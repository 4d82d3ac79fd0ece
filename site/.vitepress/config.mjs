// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { pages, repository, sidebar, sources } from '../pages.mjs'
import { configure } from './markdown.mjs'

const base = process.env.SITE_BASE ?? '/'
const version = readFileSync(join(repository, 'pom.xml'), 'utf8').match(/<version>([^<]+)<\/version>/)[1]
const modules = join(repository, 'site/node_modules')

export default defineConfig({
  title: 'Memoir',
  description: 'Long-term memory for Java AI agents: LangChain4j, Spring AI, Quarkus, plain Java.',
  lang: 'en-GB',
  base,
  srcDir: repository,
  outDir: join(repository, 'site/target/site'),
  cacheDir: join(repository, 'site/target/cache'),
  rewrites: pages,
  // Everything that is no page; the names of the pages are in pages.mjs.
  srcExclude: ['README.md', '**/target/**', '**/node_modules/**', 'core/**', '*-integration/**', 'site/**',
    'samples/!(benchmarks|examples)/**', 'samples/benchmarks/src/**', 'samples/examples/*/**'],
  cleanUrls: false,
  lastUpdated: false,
  // Javadoc is made beside the pages, and checked with them by check-links.mjs.
  ignoreDeadLinks: [/^\/api\//],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}memoir.svg` }],
    ['meta', { name: 'theme-color', content: '#2f6f62' }],
  ],
  markdown: { config: configure, theme: { light: 'github-light-high-contrast', dark: 'github-dark' } },
  transformPageData(page) {
    if (page.relativePath === 'index.md') {
      Object.assign(page.frontmatter, { sidebar: false, aside: false, prev: false, next: false, pageClass: 'home', titleTemplate: false })
      page.title = 'Memoir: long-term memory for Java AI agents'
    }
  },
  themeConfig: {
    logo: { src: '/memoir.svg', alt: '' },
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Guides', link: '/langchain4j' },
      { text: 'Javadoc', link: '/api/', target: '_self', rel: '' },
      { text: version, link: '/changelog' },
    ],
    sidebar: sidebar(),
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: { fuzzy: 0.15, prefix: true, combineWith: 'AND', boost: { title: 6, titles: 2, text: 1 } },
        },
      },
    },
    socialLinks: sources() ? [{ icon: 'github', link: sources() }] : [],
    externalLinkIcon: true,
  },
  vite: {
    publicDir: join(repository, 'site/public'),
    // The pages lie outside of this folder, so what they import is not found beside them.
    resolve: {
      alias: [
        { find: /^vue$/, replacement: join(modules, 'vue/dist/vue.runtime.esm-bundler.js') },
        { find: /^vue\/server-renderer$/, replacement: join(modules, 'vue/server-renderer/index.mjs') },
      ],
    },
    build: { chunkSizeWarningLimit: 2000 },
  },
})
