// Calls InvokeThingsService with the vendor's own client and prints what that client made of the reply.
const [endpoint, method, ...devices] = process.argv.slice(2);
const { RPCClient } = require('@alicloud/pop-core');

const client = new RPCClient({
  accessKeyId: 'simulator',
  accessKeySecret: 'simulator',
  endpoint,
  apiVersion: '2018-01-20',
});
const params = { ProductKey: 'a1BwAGV0001', Identifier: 'Set', Args: '{"text":"ü & *"}', DeviceName: devices };
client.request('InvokeThingsService', params, { method }).then(
  (reply) => { console.log(JSON.stringify(reply)); process.exit(0); },
  (error) => { console.error(error.code, error.message); process.exit(1); });
