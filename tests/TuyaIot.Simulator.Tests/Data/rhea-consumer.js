// Reads messages with rhea, as the platform's own sample for node is written. It signs by the documented rule. What becomes of the first
// messages is in "actions"; the others are accepted. It says what it sees as lines of JSON, and closes the connection with its input.
const crypto = require('crypto');
const rhea = require('rhea');

const options = { secret: 'simulator', group: 'g1', window: 20, credit: 0, idleTimeout: 60000, actions: [], ...JSON.parse(process.argv[2]) };
const say = (event, more) => console.log(JSON.stringify({ event, ...more }));
const timestamp = Date.now();
const password = crypto.createHmac('sha1', options.secret).update(`authId=simulator&timestamp=${timestamp}`).digest('base64');

const connection = rhea.create_container({ id: 'rhea' }).connect({
  host: '127.0.0.1',
  port: options.port,
  username: `rhea|authMode=aksign,signMethod=hmacsha1,timestamp=${timestamp},authId=simulator,iotInstanceId=,consumerGroupId=${options.group}|`,
  password,
  idle_time_out: options.idleTimeout,
  reconnect: false,
});
const receiver = connection.open_receiver({ credit_window: options.window, autoaccept: false });
if (options.credit) receiver.add_credit(options.credit);

connection.on('receiver_open', () => say('attached'));
connection.on('message', ({ message, delivery }) => {
  const action = options.actions.shift() ?? 'accept';
  const { topic, messageId, generateTime } = message.application_properties;
  say('message', { id: messageId, message_id: message.message_id, topic, generateTime, action, body: JSON.parse(message.body.content) });
  delivery[action]?.();
});
connection.on('connection_error', ({ error }) => say('refused', { condition: error.condition, description: error.description }));
connection.on('connection_close', () => say('closed'));
connection.on('disconnected', () => say('disconnected'));

process.stdin.on('end', () => connection.close()).resume();
