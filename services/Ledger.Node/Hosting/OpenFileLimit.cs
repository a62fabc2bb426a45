using System.Runtime.InteropServices;

namespace Ledger.Node;

/// <summary>
/// How many files and connections this process may have open (<c>ulimit -n</c>). With too few a node would fail in its store, or refuse
/// callers, long after its start and without a word of the cause.
/// </summary>
internal static partial class OpenFileLimit
{
    /// <summary>Files of the store, records, logs and keys, and connections to the other departments and a few callers.</summary>
    public const ulong Least = 512;

    // Everything but callers' connections: the store's table files (256 at a time), records, logs, libraries, the other departments.
    private const int BesideCallers = 384;

    private const int ErrorFree = 0;

    // RLIMIT_NOFILE (sys/resource.h).
    private const int LinuxOpenFiles = 7;
    private const int MacOpenFiles = 8;

    /// <summary>Refuses to start a node with fewer than <see cref="Least"/>.</summary>
    /// <param name="configuration">The node.</param>
    /// <returns>How many are needed for the connections that its configuration allows, when the process may have fewer; null when there are enough.</returns>
    /// <exception cref="NodeConfigurationException">There are too few for any node.</exception>
    public static (ulong Present, ulong Wanted)? Check(NodeConfiguration configuration)
    {
        if (Read() is not { } present)
            return null;
        if (present < Least)
        {
            throw new NodeConfigurationException(new NodeFault(
                configuration.File, "", "",
                $"本进程至多可打开 {present} 个文件（ulimit -n），节点至少需要 {Least} 个；请用 ulimit -n {Wanted(configuration)}，或在服务单元中设置 LimitNOFILE={Wanted(configuration)}，再启动。",
                $"this process may have {present} files open (ulimit -n), and a node needs {Least} at least: run `ulimit -n {Wanted(configuration)}`, or set LimitNOFILE={Wanted(configuration)} in the service's unit, and start again."));
        }

        return present < Wanted(configuration) ? (present, Wanted(configuration)) : null;
    }

    private static ulong Wanted(NodeConfiguration configuration) =>
        (ulong)(configuration.Limits.Connections.Total + configuration.Limits.Connections.Unshaken + BesideCallers);

    private static ulong? Read()
    {
        var resource = OperatingSystem.IsLinux() ? LinuxOpenFiles : OperatingSystem.IsMacOS() ? MacOpenFiles : (int?)null;
        return resource is { } known && GetLimit(known, out var limit) == ErrorFree ? (ulong)limit.Soft : null;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Soft;
        public readonly nuint Hard;
    }
}
