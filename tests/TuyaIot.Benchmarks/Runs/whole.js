// Tells all names of a file through the vendor's own client, in groups of 100, 8 requests in flight, and prints the seconds.
const [endpoint, path] = process.argv.slice(2);
const { createReadStream } = require('fs');
const { createInterface } = require('readline');
const { RPCClient } = require('@alicloud/pop-core');

const client = new RPCClient({
  accessKeyId: 'testid', accessKeySecret: 'testsecret', endpoint: endpoint.replace(/\/$/, ''), apiVersion: '2018-01-20',
});

async function* groups() {
  let group = [];
  for await (const name of createInterface({ input: createReadStream(path) })) {
    if (group.push(name) === 100) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) {
    yield group;
  }
}

(async () => {
  const start = process.hrtime.bigint();
  const source = groups();
  const lane = async () => {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      await client.request('InvokeThingsService', { ProductKey: 'pk1', Identifier: 'Set', Args: '{"param1":1}', DeviceName: next.value });
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
  process.exit(0);
})();
