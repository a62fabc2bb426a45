using System.Text;

namespace Ledger.Node;

/// <summary>
/// The word that a node's store begins anew, from genesis by replay: a file in the data folder that holds the reason. Who
/// founds or rebuilds a node gives it; it goes once the store holds what the node's keys signed before. Without it an
/// empty store is damage.
/// </summary>
public static class NewStoreWord
{
    /// <summary>Name of the file.</summary>
    internal const string Name = "new-store";

    private const int MaxCharacters = 1000;

    /// <summary>Gives the word.</summary>
    /// <param name="configuration">The node.</param>
    /// <param name="reason">Why, for the node's log; no personal data.</param>
    /// <exception cref="NodeConfigurationException">The file cannot be written.</exception>
    public static void Give(NodeConfiguration configuration, string reason)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Try(configuration, () =>
        {
            OwnerOnly.CreateFolder(configuration.DataFolder);
            File.WriteAllText(PathOf(configuration), reason + "\n");
        });
    }

    /// <summary>The reason given; null when the word was not given.</summary>
    /// <exception cref="NodeConfigurationException">The file cannot be read.</exception>
    internal static string? Read(NodeConfiguration configuration)
    {
        string? reason = null;
        Try(configuration, () =>
        {
            if (File.Exists(PathOf(configuration)))
            {
                using var reader = new StreamReader(PathOf(configuration), Encoding.UTF8);
                var text = new char[MaxCharacters];
                reason = new string(text, 0, reader.ReadBlock(text)).TrimEnd();
            }
        });
        return reason;
    }

    /// <summary>Takes the word back: the store is there.</summary>
    internal static void Withdraw(NodeConfiguration configuration) => Try(configuration, () =>
    {
        if (File.Exists(PathOf(configuration)))
            File.Delete(PathOf(configuration));
    });

    private static string PathOf(NodeConfiguration configuration) => Path.Combine(configuration.DataFolder, Name);

    private static void Try(NodeConfiguration configuration, Action access)
    {
        try
        {
            access();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeConfigurationException(new NodeFault(
                PathOf(configuration), "", "", $"该文件无法读写（{e.Message}）；请检查权限与磁盘。",
                $"the file can't be read or written ({e.Message}); check permissions and disk."));
        }
    }
}
