
namespace Ledger.Node;

/// <summary>A node's data folder: its owner's only, and one process's at a time.</summary>
internal static class NodeFolder
{
    /// <summary>Takes the folder before anything in it is read or written.</summary>
    /// <exception cref="NodeConfigurationException">The node runs already, a restore was cut short, or the folder is open to
    /// others or can't be written.</exception>
    public static FolderLock Take(NodeConfiguration configuration)
    {
        var taken = TakeToRestore(configuration);
        try
        {
            RequireWhole(configuration);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a folder in which a restore was cut short: some of its files are the old ones, or lacking.</summary>
    /// <exception cref="NodeConfigurationException">It was.</exception>
    public static void RequireWhole(NodeConfiguration configuration)
    {
        if (FolderSwap.IsHalfDone(configuration.DataFolder))
        {
            throw Fault(
                configuration,
                "一次恢复在此中断，部分文件尚未就位；请再次执行 ledger-node restore 以完成它。",
                "a restore was cut short here, and some files are not in place; run ledger-node restore again to finish it.");
        }
    }

    /// <summary>Takes the folder, also one in which a restore was cut short.</summary>
    /// <exception cref="NodeConfigurationException">The node runs already, or the folder is open to others or can't be written.</exception>
    public static FolderLock TakeToRestore(NodeConfiguration configuration)
    {
        // What the databases make is to be their owner's only, in whatever program the node runs.
        OwnerOnly.ForNewFiles();
        try
        {
            OwnerOnly.Require(configuration.DataFolder);
            return FolderLock.Take(configuration.DataFolder);
        }
        catch (FolderInUseException e)
        {
            var pid = e.ProcessId is { } id ? $"{id}" : "?";
            throw Fault(
                configuration,
                $"该节点已在运行（进程 {pid}）；未作任何改动，请先停止它。",
                $"the node is already running, pid {pid}; nothing was changed. Stop it first.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(
                configuration,
                $"目录不可用（{e.Message}）；请检查路径与属主。",
                $"the folder can't be used ({e.Message}); check path and owner.");
        }
    }

    private static NodeConfigurationException Fault(NodeConfiguration configuration, string chinese, string english) =>
        new(new NodeFault(configuration.File, "data_folder", configuration.DataFolder, chinese, english));
}
