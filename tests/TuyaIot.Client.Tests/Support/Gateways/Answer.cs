using System.Net.Sockets;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support.Gateways;

/// <summary>What a gateway does once it has read a request. True keeps the connection open.</summary>
internal delegate Task<bool> Answer(Socket connection, ReceivedRequest request);
