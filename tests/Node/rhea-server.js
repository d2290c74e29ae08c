// A message server made with rhea, the library of the platform's own sample for node. It checks the documented user name and password by
// itself, and keeps the messages of one consumer group. It takes commands as lines of JSON on its input and writes what it sees as lines of
// JSON. It ends with its input.
//
// { "publish": 50 }
// { "fault": "detach" | "endSession" | "close" | "destroy", "condition": "amqp:internal-error", "after": 25 }    once it has sent so many
const crypto = require('crypto');
const rhea = require('rhea');

const options = { secret: 'testsecret', source: true, ...JSON.parse(process.argv[2] || '{}') };
const say = (event, more) => console.log(JSON.stringify({ event, ...more }));

const waiting = [];
const unsettled = new Map();
let published = 0;
let sent = 0;
let sender = null;
let draining = false;
let fault = null;
let scheduled = false;

const container = rhea.create_container({ id: 'server' });
container.sasl_server_mechanisms.enable_plain((userName, password) => {
  const pairs = new Map(userName.split('|')[1].split(',').map((pair) => pair.match(/^(.*?)=(.*)$/).slice(1)));
  const signed = crypto.createHmac(pairs.get('signMethod').slice('hmac'.length), options.secret)
    .update(`authId=${pairs.get('authId')}&timestamp=${pairs.get('timestamp')}`).digest('base64');
  const isRight = password === signed && pairs.get('consumerGroupId') === 'g1' && pairs.get('authMode') === 'aksign';
  say('login', { userName, isRight });
  return isRight;
});

function message(id) {
  return {
    message_id: id,
    application_properties: {
      topic: '/k1/d1/thing/event/property/post',
      messageId: id,
      generateTime: rhea.types.wrap_long(Date.now()),
    },
    body: rhea.message.data_section(Buffer.from(JSON.stringify({
      deviceName: 'd1', productKey: 'k1', items: { n: { value: Number(id.slice(1)), time: Date.now() } },
    }))),
  };
}

function fail() {
  const { fault: kind, condition } = fault;
  const error = condition ? { condition, description: 'as told' } : undefined;
  const failing = sender;
  fault = null;
  sender = null;
  say('fault', { kind });
  switch (kind) {
    case 'detach': failing.close(error); break;
    case 'endSession': failing.session.close(error); break;
    case 'close': failing.connection.close(error); break;
    // Without an error rhea would not hear of it.
    case 'destroy': failing.connection.socket.destroy(new Error('as told')); break;
  }
}

// rhea takes credit off a link only when it flushes, so it is one message in each turn.
function pump() {
  scheduled = false;
  if (!sender) return;
  if (fault && sent >= fault.after) return fail();
  if (waiting.length && sender.sendable()) {
    const id = waiting.shift();
    unsettled.set(sender.send(message(id)), { id, link: sender });
    sent++;
    say('sent', { id });
    return schedule();
  }
  if (draining) {
    draining = false;
    sender.set_drained(true);
  }
}

function schedule() {
  if (!scheduled) {
    scheduled = true;
    setImmediate(pump);
  }
}

function settle(delivery, event) {
  const entry = unsettled.get(delivery);
  if (!entry) return;
  unsettled.delete(delivery);
  say(event, { id: entry.id });
  if (event !== 'accepted') giveBack([entry.id]);
}

function giveBack(ids) {
  waiting.unshift(...ids);
  schedule();
}

container.on('connection_open', ({ connection }) => say('open', {
  idleTimeout: connection.remote.open.idle_time_out,
  maxFrameSize: connection.remote.open.max_frame_size,
  containerId: connection.remote.open.container_id,
}));
container.on('sender_open', ({ sender: link }) => {
  // A library that is told no source answers without one.
  if (options.source) link.set_source({ address: 'g1' });
  sender = link;
  say('attach', { name: link.name });
});
container.on('sender_flow', () => schedule());
container.on('sender_draining', () => {
  draining = true;
  say('drain');
  schedule();
});
container.on('accepted', ({ delivery }) => settle(delivery, 'accepted'));
container.on('released', ({ delivery }) => settle(delivery, 'released'));
container.on('rejected', ({ delivery }) => settle(delivery, 'rejected'));
container.on('modified', ({ delivery }) => settle(delivery, 'modified'));
for (const event of ['sender_error', 'session_error', 'connection_error']) {
  container.on(event, () => {});
}

// What was not settled on a link that has ended is offered again.
container.on('sender_close', ({ sender: link }) => lose('linkClosed', (other) => other === link));
container.on('session_close', ({ session }) => lose('sessionClosed', (link) => link.session === session));
container.on('connection_close', ({ connection }) => lose('connectionClosed', (link) => link.connection === connection));
container.on('disconnected', ({ connection }) => lose('disconnected', (link) => link.connection === connection));

function lose(event, isLost) {
  const ids = [];
  for (const [delivery, { id, link }] of unsettled) {
    if (isLost(link)) {
      unsettled.delete(delivery);
      ids.push(id);
    }
  }
  if (sender && isLost(sender)) sender = null;
  say(event, { unsettled: ids.length });
  giveBack(ids);
}

const server = container.listen({ port: 0, host: '127.0.0.1', idle_time_out: options.idleTimeout });
server.on('listening', () => say('listening', { port: server.address().port }));

require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    if (command.publish) {
      for (let i = 0; i < command.publish; i++) waiting.push(`m${++published}`);
    } else {
      fault = { after: 0, ...command };
    }
    schedule();
  })
  .on('close', () => process.exit(0));
