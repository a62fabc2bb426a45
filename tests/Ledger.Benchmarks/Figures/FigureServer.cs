using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace Ledger.Benchmarks;

/// <summary>Tells a process's figures to whoever connects to a socket of its own: one JSON object, then the end.</summary>
internal static class FigureServer
{
    /// <summary>Variable that names the folder of the sockets; without it nothing is served.</summary>
    public const string FolderVariable = "LEDGER_BENCHMARK_FIGURES";

    /// <summary>The variables that make a .NET program started with them tell its figures.</summary>
    /// <param name="folder">An existing folder whose path is short: a socket's has at most 108 bytes.</param>
    public static IReadOnlyDictionary<string, string> Variables(string folder) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FolderVariable] = folder,
        ["DOTNET_STARTUP_HOOKS"] = typeof(FigureServer).Assembly.Location,
    };

    /// <summary>Serves for as long as the process lives.</summary>
    /// <param name="folder">Folder of the socket.</param>
    public static void Start(string folder)
    {
        var syncs = new SyncCounter();
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(EndPoint(folder, Environment.ProcessId));
        listener.Listen();
        new Thread(() => Serve(listener, syncs)) { IsBackground = true, Name = "figures" }.Start();
    }

    /// <summary>Asks a process for its figures.</summary>
    /// <param name="folder">Folder of its socket.</param>
    /// <param name="process">The process.</param>
    /// <exception cref="SocketException">It does not serve them.</exception>
    public static async Task<ProcessFigures> AskAsync(string folder, int process)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(EndPoint(folder, process));
        await using var stream = new NetworkStream(socket);
        return (await JsonSerializer.DeserializeAsync<ProcessFigures>(stream))!;
    }

    private static UnixDomainSocketEndPoint EndPoint(string folder, int process) =>
        new(Path.Combine(folder, process.ToString(CultureInfo.InvariantCulture)));

    private static void Serve(Socket listener, SyncCounter syncs)
    {
        while (true)
        {
            using var socket = listener.Accept();
            using var stream = new NetworkStream(socket);
            JsonSerializer.Serialize(stream, ProcessFigures.Read(syncs));
        }
    }
}
