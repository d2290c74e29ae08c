# A peer that is no gateway: it counts connections and answers every request with one text, for what a simulator is too polite for.
# The code is C# 5, which is what Windows PowerShell compiles. In the text {line} is the request's first line and {length} the length of the body.
if (-not ('TuyaIotTests.Peer' -as [type])) {
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIotTests
{
    public sealed class Peer : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly string _reply;
        private readonly bool _gzip;
        private readonly ConcurrentQueue<string> _requests = new ConcurrentQueue<string>();
        private int _connections;

        public Peer(string reply, bool gzip)
        {
            _reply = reply;
            _gzip = gzip;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            Task.Run(AcceptAsync);
        }

        public int Port { get; private set; }

        public int Connections { get { return Volatile.Read(ref _connections); } }

        public ConcurrentQueue<string> Requests { get { return _requests; } }

        public void Dispose() { _listener.Stop(); }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    Task serving = Task.Run(() => Serve(client));
                }
            }
            catch (Exception)
            {
                // Disposed.
            }
        }

        private void Serve(TcpClient client)
        {
            try
            {
                using (client)
                using (NetworkStream stream = client.GetStream())
                {
                    StringBuilder head = new StringBuilder();
                    int next;
                    while ((next = stream.ReadByte()) >= 0)
                    {
                        head.Append((char)next);
                        if (next == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                        {
                            string request = head.ToString();
                            head.Clear();
                            Requests.Enqueue(request);
                            byte[] reply = Answer(request.Substring(0, request.IndexOf('\r')));
                            stream.Write(reply, 0, reply.Length);
                            if (!_reply.Contains("{length}"))
                            {
                                return;
                            }
                        }
                    }
                }
            }
            catch (Exception)
            {
                // The client has gone.
            }
        }

        private byte[] Answer(string line)
        {
            string text = _reply.Replace("{line}", line);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                return Encoding.UTF8.GetBytes(text);
            }

            byte[] body = Encoding.UTF8.GetBytes(text.Substring(end + 4));
            if (_gzip)
            {
                MemoryStream packed = new MemoryStream();
                using (GZipStream zip = new GZipStream(packed, CompressionMode.Compress))
                {
                    zip.Write(body, 0, body.Length);
                }

                body = packed.ToArray();
            }

            byte[] head = Encoding.UTF8.GetBytes(text.Substring(0, end + 4).Replace("{length}", body.Length.ToString()));
            byte[] all = new byte[head.Length + body.Length];
            head.CopyTo(all, 0);
            body.CopyTo(all, head.Length);
            return all;
        }
    }
}
'@
}

function Start-Peer {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
    param(
        [string] $Reply,
        [switch] $Gzip
    )

    [TuyaIotTests.Peer]::new($Reply, $Gzip)
}

# A reply of HTTP with a JSON body, which keeps the connection.
function Get-JsonReply {
    param(
        [string] $Body,
        [string] $Header = '',
        [string] $Status = '200 OK'
    )

    "HTTP/1.1 $Status`r`nContent-Type: application/json`r`nContent-Length: {length}`r`n$Header`r`n$Body"
}
