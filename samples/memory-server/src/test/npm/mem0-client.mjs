// Every method of MemoryClient of the package mem0ai, as published, against a running memory server.
// MEMOIR_URL and MEMOIR_KEY name the server and an API key of an empty tenant.
import assert from 'node:assert/strict';
import { MemoryClient, MemoryNotFoundError } from 'mem0ai';

const client = new MemoryClient({ host: process.env.MEMOIR_URL, apiKey: process.env.MEMOIR_KEY });

const tea = await client.add([{ role: 'user', content: 'Zoe prefers green tea.' }], {
  userId: 'zoe',
  runId: 'r1',
  metadata: { topic: 'drinks' },
  infer: false,
});
assert.equal(tea.status, 'SUCCEEDED');
assert.equal(tea.results[0].data.memory, 'Zoe prefers green tea.');
const id = tea.results[0].id;

const found = await client.search('What does Zoe drink?', { filters: { user_id: 'zoe' }, topK: 5 });
assert.equal(found.results[0].id, id);
assert.equal(found.results[0].memory, 'Zoe prefers green tea.');
assert.equal(found.results[0].userId, 'zoe');
assert.deepEqual(found.results[0].metadata, { topic: 'drinks' });

const page = await client.getAll({ filters: { userId: 'zoe' }, page: 1, pageSize: 10 });
assert.equal(page.count, 1);
assert.equal(page.next, null);
assert.equal(page.results[0].sessionId, 'r1');

assert.equal((await client.get(id)).memory, 'Zoe prefers green tea.');
assert.match((await client.delete(id)).message, /deleted/);
await assert.rejects(client.get(id), MemoryNotFoundError);
console.log('mem0 client: done');
