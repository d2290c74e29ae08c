// Calls every action with the vendor's own client. Prints a line for each: the action, and one value of its reply.
const [endpoint] = process.argv.slice(2);
const { RPCClient } = require('@alicloud/pop-core');

const client = new RPCClient({ accessKeyId: 'simulator', accessKeySecret: 'simulator', endpoint, apiVersion: '2018-01-20' });
const product = { ProductKey: 'p1' };
const device = { ...product, DeviceName: 'pump-1' };
const devices = { ...product, DeviceName: ['pump-1', 'pump-2'] };
const page = { PageSize: 10, CurrentPage: 1 };
const range = { StartTime: Date.now() - 3600000, EndTime: Date.now() + 3600000 };
const text = (value) => Buffer.from(value).toString('base64');

// The action, its parameters, and the value to print. Parameters that come from an earlier reply are in "seen".
const seen = {};
const calls = [
  ['QueryProduct', product, (reply) => reply.Data.ProductName],
  ['QueryProductList', page, (reply) => reply.Data.List.ProductInfo[0].ProductKey],
  ['QueryThingModelPublished', product, (reply) => JSON.parse(reply.Data.ThingModelJson).services.length],
  ['RegisterDevice', { ...product, DeviceName: 'pump-3', Nickname: 'South' }, (reply) => reply.Data.DeviceName],
  ['BatchRegisterDevice', { ...product, Count: 2 }, (reply) => { seen.ApplyId = reply.Data.ApplyId; return typeof reply.Data.ApplyId; }],
  ['QueryBatchRegisterDeviceStatus', () => ({ ...product, ApplyId: seen.ApplyId }), (reply) => reply.Data.Status],
  ['QueryPageByApplyId', () => ({ ApplyId: seen.ApplyId, ...page }), (reply) => reply.ApplyDeviceList.ApplyDeviceInfo.length],
  ['QueryDevice', { ...product, ...page }, (reply) => reply.Total],
  ['QueryDeviceInfo', device, (reply) => { seen.IotId = reply.Data.IotId; return reply.Data.DeviceName; }],
  ['QueryDeviceDetail', () => ({ IotId: seen.IotId }), (reply) => reply.Data.Status],
  ['BatchQueryDeviceDetail', devices, (reply) => reply.Data.Data.length],
  ['GetDeviceStatus', device, (reply) => reply.Data.Status],
  ['BatchGetDeviceState', devices, (reply) => reply.DeviceStatusList.DeviceStatus.length],
  ['BatchUpdateDeviceNickname', { DeviceNicknameInfo: [{ ...device, Nickname: 'North' }] }, (reply) => reply.Success],
  ['DisableThing', { ...product, DeviceName: 'pump-3' }, (reply) => reply.Success],
  ['EnableThing', { ...product, DeviceName: 'pump-3' }, (reply) => reply.Success],
  ['DeleteDevice', { ...product, DeviceName: 'pump-3' }, (reply) => reply.Success],
  ['SetDeviceProperty', { ...device, Items: '{"Level":10.0}' }, (reply) => typeof reply.Data.MessageId],
  ['SetDevicesProperty', { ...devices, Items: '{"Level":11.0}' }, (reply) => reply.Success],
  ['QueryDevicePropertyStatus', device, (reply) => reply.Data.List.PropertyStatusInfo[0].Value],
  ['SetDeviceDesiredProperty', { ...device, Items: '{"Level":12.0}', Versions: '{"Level":0}' }, (reply) => reply.Data.Versions],
  ['QueryDeviceDesiredProperty', { ...device, Identifier: ['Level'] }, (reply) => reply.Data.List.DesiredPropertyInfo[0].Value],
  ['ClearDeviceDesiredProperty', { ...device, Identifies: ['Level'] }, (reply) => reply.Data.Versions],
  ['InvokeThingService', { ...device, Identifier: 'Read', Args: '{"n":7}' }, (reply) => reply.Data.Result],
  ['InvokeThingsService', { ...devices, Identifier: 'Read', Args: '{"n":8}' }, (reply) => reply.Success],
  ['QueryDevicePropertyData', { ...device, ...range, Identifier: 'Level', Asc: 1 }, (reply) => reply.Data.List.PropertyInfo.length],
  ['QueryDeviceServiceData', { ...device, ...range }, (reply) => reply.Data.List.ServiceInfo.length],
  ['QueryDeviceEventData', { ...device, ...range, EventType: 'alert' }, (reply) => reply.Data.List.EventInfo[0].Identifier],
  ['Pub', { ...product, TopicFullName: '/p1/pump-1/user/get', MessageContent: text('ü') }, (reply) => typeof reply.MessageId],
  ['BatchPub', { ...devices, TopicShortName: 'get', MessageContent: text('ü') }, (reply) => reply.Success],
  ['RRpc', { ...device, RequestBase64Byte: text('ü'), Timeout: 1000 }, (reply) => Buffer.from(reply.PayloadBase64Byte, 'base64').toString()],
  ['CreateOTAModule', { ...product, ModuleName: 'camera' }, (reply) => reply.Success],
  ['ListOTAModuleByProduct', product, (reply) => reply.Data[0].ModuleName],
  ['GenerateOTAUploadURL', { FileSuffix: 'zip' }, (reply) => { seen.FirmwareUrl = reply.Data.FirmwareUrl; return reply.Data.ObjectStorage; }],
  ['CreateOTAFirmware', () => ({ ...product, FirmwareName: 'f', DestVersion: '2', FirmwareUrl: seen.FirmwareUrl }),
    (reply) => { seen.FirmwareId = reply.Data.FirmwareId; return typeof reply.Data.FirmwareId; }],
  ['QueryOTAFirmware', () => ({ FirmwareId: seen.FirmwareId }), (reply) => reply.FirmwareInfo.DestVersion],
  ['ListOTAFirmware', { ...product, ...page }, (reply) => reply.FirmwareInfo.SimpleFirmwareInfo.length],
  ['CreateOTAVerifyJob', () => ({ ...product, FirmwareId: seen.FirmwareId, TargetDeviceName: ['pump-1'] }), (reply) => typeof reply.Data.JobId],
  ['CreateOTAStaticUpgradeJob', () => ({ ...product, FirmwareId: seen.FirmwareId, TargetSelection: 'ALL', NeedConfirm: true }),
    (reply) => { seen.JobId = reply.Data.JobId; return typeof reply.Data.JobId; }],
  ['QueryOTAJob', () => ({ JobId: seen.JobId }), (reply) => reply.Data.JobType],
  ['ListOTAJobByFirmware', () => ({ FirmwareId: seen.FirmwareId, ...page }), (reply) => reply.Data.SimpleOTAJobInfo.length],
  ['ListOTATaskByJob', () => ({ JobId: seen.JobId, ...page }), (reply) => {
    seen.TaskId = reply.Data.SimpleOTATaskInfo[0].TaskId;
    return reply.Data.SimpleOTATaskInfo[0].TaskStatus;
  }],
  ['ConfirmOTATask', () => ({ TaskId: [seen.TaskId] }), (reply) => reply.Success],
  ['CancelOTATaskByJob', () => ({ JobId: seen.JobId, CancelQueuedTask: true }), (reply) => reply.Success],
  ['ListOTAModuleVersionsByDevice', { ...device, ...page }, (reply) => reply.Data.SimpleOTAModuleInfo[0].ModuleVersion],
  ['DeleteOTAFirmware', () => ({ FirmwareId: seen.FirmwareId }), (reply) => reply.Success],
];

(async () => {
  for (const [action, parameters, read] of calls) {
    const reply = await client.request(action, typeof parameters === 'function' ? parameters() : parameters, { method: 'POST' });
    if (reply.Success !== true) {
      throw new Error(`${action}: ${JSON.stringify(reply)}`);
    }
    console.log(`${action} ${read(reply)}`);
  }
})().catch((error) => { console.error(error.code, error.message); process.exit(1); });
