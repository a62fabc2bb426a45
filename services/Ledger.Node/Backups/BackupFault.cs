namespace Ledger.Node;

/// <summary>Why a backup or restore was not done.</summary>
internal static class BackupFault
{
    public static NodeConfigurationException Of(string file, string chinese, string english) => new(new NodeFault(file, "", "", chinese, english));
}
