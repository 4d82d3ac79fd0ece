// Every command of the package @mem0/cli, as published, against a running memory server, with MEM0_BASE_URL and
// MEM0_API_KEY as its users set them. MEMOIR_URL and MEMOIR_KEY name the server and a key of an empty tenant.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'node_modules/@mem0/cli/dist');
const used = new Set();

function run(args, { status = 0 } = {}) {
  const words = args.filter((arg) => !arg.startsWith('-'));
  used.add(words[0]);
  used.add(`${words[0]} ${words[1]}`);
  const result = spawnSync(process.execPath, [join(dist, 'index.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', MEM0_BASE_URL: process.env.MEMOIR_URL, MEM0_API_KEY: process.env.MEMOIR_KEY },
  });
  const output = result.stdout + result.stderr;
  assert.equal(result.status, status, `mem0 ${args.join(' ')}: ${output}`);
  return args.includes('json') ? JSON.parse(result.stdout) : output;
}

// set-up
assert.match(run(['init', '--api-key', process.env.MEMOIR_KEY, '--user-id', 'zoe', '--force']), /zoe|config/i);
assert.match(run(['init', '--agent', '--force']), /valid; reusing it/);
assert.equal(run(['status', '-o', 'json']).data.connected, true);
assert.match(run(['version']), /0\.2\.13/);
assert.match(run(['help']), /Commands/);
run(['config', 'set', 'defaults.user_id', 'zoe']);
assert.match(String(run(['config', 'get', 'defaults.user_id'])), /zoe/);
assert.ok(run(['config', 'show', '-o', 'json']));

// memories
const added = run(['add', 'Zoe prefers green tea.', '--no-infer', '-m', '{"topic":"drinks"}', '--expires', '2999-01-01', '-o', 'json']);
const id = (added.results ?? added)[0].id;
const pending = run(['add', 'I moved to Porto last spring, near the river.', '-o', 'json']);
const eventId = (pending.results ?? [pending])[0].event_id;
run(['add', '--messages', '[{"role":"user","content":"Tom has a dog."}]', '-u', 'tom', '--agent-id', 'bot', '--app-id', 'app', '--no-infer', '--timestamp', '1700000000', '-o', 'quiet']);
run(['add', 'Kim likes jazz.', '-u', 'kim', '--no-infer', '-o', 'quiet']);
for (const [option, value, field] of [
  ['--structured-data-schema', '{"a":1}', 'structured_data_schema'],
  ['--custom-categories', '[{"a":"b"}]', 'custom_categories'],
  ['--agent-custom-instructions', 'x', 'agent_custom_instructions'],
  ['--expires', '2999-01-01', 'expiration_date'],
  ['--immutable', undefined, 'immutable'],
]) {
  assert.match(run(['add', 'x', option, ...(value ? [value] : [])], { status: 1 }), new RegExp(field));
}

const found = run(['search', 'What does Zoe drink?', '-o', 'json', '-k', '1', '--rerank', '--keyword', '--latest-only']);
assert.equal(found[0].id, id);
assert.match(run(['search', 'What does Zoe drink?']), /green tea/);
assert.equal(run(['search', 'dog', '--filter', '{"OR":[{"user_id":"tom"},{"user_id":"zoe"}]}', '-o', 'json'])[0].memory, 'Tom has a dog.');
assert.equal(run(['search', 'dog', '-u', 'tom', '--reference-date', '2024-01-01', '--threshold', '0', '--fields', 'memory', '-o', 'json'])[0].memory, 'Tom has a dog.');
assert.match(run(['search', 'tea', '--filter', '{"usr":"zoe"}'], { status: 1 }), /usr/);

assert.match(run(['get', id]), /green tea/);
assert.match(run(['get', '01a22a87-d96e-72d1-948b-a44f9455fa80'], { status: 1 }), /not found/i);
const listed = run(['list', '--after', '2024-01-01', '--before', '2999-01-01', '--page-size', '1', '-o', 'json']);
assert.equal(listed.count, 1);
assert.match(run(['list', '-u', 'tom', '--agent-id', 'bot', '--app-id', 'app']), /Tom has a dog/);
assert.match(run(['list', '--category', 'food']), /No memories/);
assert.match(run(['update', id, 'Zoe prefers black tea.', '-m', '{"a":1}', '--expires', '2999-06-01']), /updated/);
assert.match(run(['get', id, '-o', 'json']).memory, /black tea/);

// events: the extraction ends after a while
let event;
for (let i = 0; i < 60 && event?.data.status !== 'SUCCEEDED'; i++) {
  event = run(['event', 'status', eventId, '-o', 'json']);
}
assert.match(JSON.stringify(event.data.results), /The user moved to Porto last spring/);
assert.match(run(['event', 'status', eventId]), /SUCCEEDED/);
assert.ok(run(['event', 'list', '-o', 'json']).count >= 4);

// entities
assert.deepEqual(run(['entity', 'list', 'users', '-o', 'json']).data.map((e) => e.name), ['kim', 'tom', 'zoe']);
assert.match(run(['entity', 'list', 'agents']), /bot/);
assert.match(run(['entity', 'delete', '-u', 'kim', '--force']), /deleted/);

// import
writeFileSync('import.json', JSON.stringify([{ memory: 'I moved to Porto last spring, said Kim.', user_id: 'kim' }]));
assert.match(run(['import', 'import.json', '-u', 'kim']), /Imported 1 memories/);

// what exists on mem0's platform only
for (const args of [['identify', 'bot'], ['whoami']]) {
  run(args, { status: 1 });
}
assert.match(run(['agent-rush', 'add', 'x'], { status: 1 }), /AGENTRUSH error/);
assert.match(run(['agent-rush', 'search', 'x'], { status: 1 }), /AGENTRUSH error/);

// delete
assert.match(run(['delete', id, '--dry-run']), /Would delete/);
assert.match(run(['delete', id, '--delete-linked']), /deleted/);
assert.match(run(['delete', '--all', '-u', 'tom', '--force']), /Deletion|deleted/);
assert.match(run(['delete', '--entity', '-u', 'zoe', '--force']), /deleted/);
assert.match(run(['delete', '--all', '--project', '--force']), /Deletion|deleted/);

// Every command of the package was run.
const source = readdirSync(dist).filter((name) => name === 'index.js').map((name) => readFileSync(join(dist, name), 'utf8')).join('\n');
const commands = [...source.matchAll(/\.command\("([a-z-]+)[^"]*"\)/g)].map((match) => match[1]);
assert.ok(commands.length > 20, 'the commands are read');
const seen = new Set([...used].flatMap((name) => name.split(' ')));
assert.deepEqual(commands.filter((name) => !seen.has(name)), []);
console.log('mem0 cli: done');
