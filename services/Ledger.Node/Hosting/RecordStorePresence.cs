using Ledger.Departments;

namespace Ledger.Node;

/// <summary>A record store that is missing with all its files beside a founded ledger store: nothing of its own can tell.</summary>
internal static class RecordStorePresence
{
    /// <summary>Asks for one file of the store at least; what else must be there the store says itself.</summary>
    /// <param name="configuration">A node without the word that its store begins anew.</param>
    /// <exception cref="NodeConfigurationException">None is there, and the configuration accepts no loss.</exception>
    public static void Check(NodeConfiguration configuration)
    {
        // Where everything is missing the ledger's store names it, with the way out.
        if (!Directory.Exists(configuration.PeerFolder)
            || configuration.AcceptMissingRecordsBefore > 0
            || new RecordStoreFiles(configuration.RecordFile).All.Any(File.Exists))
        {
            return;
        }

        throw new NodeConfigurationException(new NodeFault(
            configuration.File,
            "data_folder",
            configuration.RecordFile,
            $"记录库的文件全部缺失，而账本存储 {configuration.PeerFolder} 尚在；请从备份恢复记录库，确已永久丢失的，将 accept_missing_records_before 设为账本的条目数。",
            $"every file of the record store is missing, while the ledger's store {configuration.PeerFolder} is there; restore the record store from its backup. If it is lost for good, set accept_missing_records_before to the ledger's size in entries."));
    }
}
