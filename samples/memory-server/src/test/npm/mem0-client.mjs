// Every method of MemoryClient of the package mem0ai, as published, against a running memory server.
// MEMOIR_URL and MEMOIR_KEY name the server and a key of an empty tenant. The server's language model must extract
// "The user moved to Porto last spring." from a turn that contains "I moved to Porto last spring", and fill a schema from
// memories with "Bruno".
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as mem0 from 'mem0ai';

const real = new mem0.MemoryClient({ host: process.env.MEMOIR_URL, apiKey: process.env.MEMOIR_KEY });

// Records which methods were called.
const called = new Set();
const client = new Proxy(real, {
  get(target, name) {
    const value = target[name];
    if (typeof value !== 'function') return value;
    return (...args) => {
      called.add(name);
      return value.apply(target, args);
    };
  },
});

// Polls as mem0's own clients do: there is no method for it.
async function finished(eventId) {
  for (let i = 0; i < 120; i++) {
    const response = await fetch(`${process.env.MEMOIR_URL}/v1/event/${eventId}/`, {
      headers: { Authorization: `Token ${process.env.MEMOIR_KEY}` },
    });
    assert.equal(response.status, 200);
    assert.ok(response.headers.get('x-request-id'));
    const event = await response.json();
    if (['SUCCEEDED', 'FAILED'].includes(event.status)) return event;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail('the event does not finish');
}

const user = (content) => [{ role: 'user', content }];
const rejects = (promise, error, pattern) =>
  assert.rejects(promise, (e) => {
    assert.ok(e instanceof error, `${e.name}: ${e.message}`);
    assert.match(e.message, pattern);
    return true;
  });

await client.ping();
assert.equal(real.organizationId, 'memoir');
assert.ok(real.projectId);

// add
const tea = await client.add(user('Zoe prefers green tea.'), {
  userId: 'zoe', runId: 'r1', metadata: { myTopic: 'drinks' }, infer: false,
});
assert.equal(tea.status, 'SUCCEEDED');
assert.equal(tea.results[0].data.memory, 'Zoe prefers green tea.');
assert.equal(tea.results[0].event, 'ADD');
const id = tea.results[0].id;

const moved = await client.add(user('I moved to Porto last spring, near the river.'), { userId: 'zoe' });
assert.equal(moved.status, 'PENDING');
const event = await finished(moved.eventId);
assert.equal(event.status, 'SUCCEEDED');
assert.equal(event.results[0].data.memory, 'The user moved to Porto last spring.');

const dog = await client.add(user('Tom has a dog named Bruno.'), {
  userId: 'tom', agentId: 'bot', appId: 'app', infer: false, timestamp: 1700000000, expirationDate: '2999-01-01',
});
await rejects(client.add(user('x'), { userId: 'zoe', structuredDataSchema: { a: 1 } }), mem0.ValidationError, /structured_data_schema/);
await rejects(client.add(user('x'), { userId: 'zoe', customCategories: [{ a: 'b' }] }), mem0.ValidationError, /custom_categories/);
await rejects(client.add(user('x'), { appId: 'app' }), mem0.ValidationError, /app_id/);
await rejects(client.add(user('x'), {}), mem0.ValidationError, /user_id/);

// search
const found = await client.search('What does Zoe drink?', {
  filters: { user_id: 'zoe' }, topK: 1, threshold: 0.2, rerank: true, latestOnly: true, keywordSearch: true,
});
assert.deepEqual(found.results.map((m) => m.id), [id]);
assert.equal(found.results[0].userId, 'zoe');
assert.equal(found.results[0].runId, 'r1');
assert.deepEqual(found.results[0].metadata, { myTopic: 'drinks' });
assert.ok(found.results[0].score > 0.3 && found.results[0].score <= 1);
const both = await client.search('a dog', { filters: { OR: [{ userId: 'zoe' }, { agent_id: 'bot' }] }, threshold: 0 });
assert.equal(both.results[0].memory, 'Tom has a dog named Bruno.');
assert.equal(both.results[0].appId, 'app');
assert.equal(both.results[0].expirationDate, '2999-01-01');
assert.equal(both.results[0].createdAt, '2023-11-14T22:13:20Z');
assert.equal(new Set(both.results.map((m) => m.id)).size, 3);
const dogAt = async (referenceDate) =>
  (await client.search('a dog', { filters: { user_id: '*' }, referenceDate, threshold: 0 })).results.some((m) => m.id === dog.results[0].id);
assert.equal(await dogAt('2024-01-01'), true);
assert.equal(await dogAt('2023-01-01'), false);
const fields = await client.search('tea', { filters: { user_id: 'zoe' }, metadata: { myTopic: 'drinks' }, fields: ['id'] });
assert.deepEqual(fields.results, [{ id }]);
await rejects(client.search('tea', { filters: { usr_id: 'zoe' } }), mem0.ValidationError, /usr_id/);
await rejects(client.search('tea', {}), mem0.ValidationError, /user_id/);

// getAll
const page = await client.getAll({ filters: { AND: [{ user_id: 'zoe' }, { created_at: { gte: '2024-01-01' } }] }, page: 1, pageSize: 1 });
assert.equal(page.count, 2);
assert.match(page.next, /page=2/);
assert.equal(page.previous, null);
assert.equal(page.results.length, 1);
const second = await client.getAll({ filters: { user_id: 'zoe' }, page: 2, pageSize: 1 });
assert.equal(second.results[0].sessionId, 'r1');
assert.equal(second.next, null);

// get, update, history
assert.equal((await client.get(id)).memory, 'Zoe prefers green tea.');
const updated = await client.update(id, { text: 'Zoe prefers black tea.', metadata: { a: 1 }, expirationDate: null });
assert.equal(updated.memory, 'Zoe prefers black tea.');
assert.deepEqual(updated.metadata, { a: 1 });
await rejects(client.update(id, { text: 'x', timestamp: 1 }), mem0.ValidationError, /timestamp/);
const history = await client.history(id);
assert.deepEqual(history.map((step) => step.event), ['ADD', 'UPDATE']);
assert.equal(history[1].oldMemory, 'Zoe prefers green tea.');
assert.equal(history[1].newMemory, 'Zoe prefers black tea.');
await rejects(client.get('01a22a87-d96e-72d1-948b-a44f9455fa80'), mem0.MemoryNotFoundError, /Memory not found!/);
await rejects(client.get('missing'), mem0.ValidationError, /valid UUID/);

// feedback
const feedback = await client.feedback({ memoryId: id, feedback: mem0.Feedback.POSITIVE, feedbackReason: 'right' });
assert.equal(feedback.feedback, 'POSITIVE');
assert.deepEqual((await client.get(id)).metadata, { a: 1 });

// batch
const dogId = dog.results[0].id;
const batch = await client.batchUpdate([{ memoryId: id, text: 'Zoe drinks black tea.' }, { memoryId: dogId, text: 'Tom has two dogs, Bruno and Rex.' }]);
assert.equal(batch.message, 'Successfully updated 2 memories');
assert.equal((await client.get(id)).memory, 'Zoe drinks black tea.');

// profiles
const profile = await client.getProfile({ entityId: 'zoe' });
assert.equal(profile.status, 'succeeded');
assert.match(profile.profile.text, /black tea/);
assert.equal((await client.getProfile({ entityId: 'nobody' })).status, 'insufficient_data');
const job = await client.generateProfile({ entityId: 'zoe' });
assert.equal((await client.getProfileJob(job.statusUrl)).job.status, 'succeeded');
const sample = await client.sampleProfiles({ limit: 2 });
assert.deepEqual(sample.entityIds, ['tom', 'zoe']);
assert.equal((await client.getProfileJob(sample.jobId)).job.operation, 'sample');
assert.equal((await client.getProfileSettings()).enabled, true);
assert.equal((await client.updateProfileSettings({ enabled: true })).enabled, true);
await rejects(client.updateProfileSettings({ schema: { type: 'object' } }), mem0.ValidationError, /schema/);

// exports
const order = await client.createMemoryExport({ schema: { type: 'object' }, filters: { user_id: 'tom' } });
assert.deepEqual(await client.getMemoryExport({ memoryExportId: order.id }), { operations: [{ dogName: 'Bruno' }] });
assert.deepEqual(await client.getMemoryExport({ filters: { user_id: 'tom' } }), { operations: [{ dogName: 'Bruno' }] });
await rejects(client.getMemoryExport({ memoryExportId: 'missing' }), mem0.MemoryNotFoundError, /export/);

// project
await client.updateProject({ customInstructions: 'Remember places.' });
assert.equal((await client.getProject({ fields: ['customInstructions'] })).customInstructions, 'Remember places.');
await rejects(client.updateProject({ customCategories: [{ a: 'b' }] }), mem0.ValidationError, /custom_categories/);

// webhooks
for (const call of [
  () => client.getWebhooks(),
  () => client.createWebhook({ name: 'n', url: 'https://example.com', eventTypes: [mem0.WebhookEvent.MEMORY_ADDED] }),
  () => client.updateWebhook({ webhookId: '1', name: 'n' }),
  () => client.deleteWebhook({ webhookId: '1' }),
]) {
  await rejects(call(), mem0.MemoryError, /no webhooks/);
}

// users
const users = await client.users({ page: 1, pageSize: 10 });
assert.deepEqual(users.results.map((u) => `${u.type} ${u.name}`), ['user tom', 'user zoe', 'agent bot', 'run r1']);
assert.equal(users.totalUsers, 2);
assert.equal(users.results[1].totalMemories, 2);

// delete
await client.add(user('Kim likes jazz.'), { userId: 'kim', infer: false });
await client.add(user('Lee likes rock.'), { userId: 'lee', infer: false });
await client.add(user('Max likes folk.'), { userId: 'max', infer: false });
assert.match((await client.deleteAll({ userId: 'kim' })).message, /deleted/);
await rejects(client.deleteAll({}), mem0.ValidationError, /user_id/);
await client.deleteUsers({ userId: 'lee' });
await client.deleteUsers({ userId: 'lee' });
await assert.rejects(client.deleteUsers({ appId: 'app' }), /no apps/);
await client.deleteUser({ entity_type: 'user', entity_id: 'max' });
assert.deepEqual((await client.getAll({ filters: { user_id: '*' } })).results.map((m) => m.userId).sort(), ['tom', 'zoe', 'zoe']);
assert.match((await client.delete(id, { deleteLinked: true })).message, /deleted/);
await rejects(client.get(id), mem0.MemoryNotFoundError, /not found/);
assert.equal((await client.history(id)).at(-1).event, 'DELETE');
assert.equal((await client.batchDelete([dogId])).message, 'Successfully deleted 1 memories');
await client.add(user('Ann likes waltzes.'), { userId: 'ann', agentId: 'a1', infer: false });
await client.add(user('The bot likes bits.'), { agentId: 'b1', infer: false });
await client.add(user('The run is long.'), { runId: 'r7', infer: false });
await client.deleteUsers();
assert.equal((await client.users()).count, 0);

// a key that is not valid
const stranger = new mem0.MemoryClient({ host: process.env.MEMOIR_URL, apiKey: 'mk_wrong' });
await assert.rejects(stranger.ping(), mem0.AuthenticationError);

// Every public method of the package's own declaration was called.
const entry = createRequire(import.meta.url).resolve('mem0ai');
const declaration = readFileSync(join(dirname(entry), 'index.d.ts'), 'utf8');
const body = declaration.slice(declaration.indexOf('declare class MemoryClient'), declaration.indexOf('Structured exception classes'));
const declared = [...body.matchAll(/^ {4}(?!private|constructor|_)([a-zA-Z]+)\(/gm)].map((match) => match[1]);
assert.ok(declared.length > 25, 'the declaration is read');
assert.deepEqual([...called].sort(), declared.sort());
console.log(`mem0 client: ${declared.length} methods`);
process.exit(0);
