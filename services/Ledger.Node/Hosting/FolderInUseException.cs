using System.Globalization;

namespace Ledger.Node;

/// <summary>Another process works in a folder; nothing in it was touched.</summary>
public sealed class FolderInUseException : Exception
{
    /// <summary>Says who works in the folder and what to do.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="processId">Whose it is; null when that could not be read.</param>
    public FolderInUseException(string folder, int? processId)
        : base($"{English(folder, processId)}\n{Chinese(folder, processId)}")
    {
        Folder = folder;
        ProcessId = processId;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Process that works in it; null when that could not be read.</summary>
    public int? ProcessId { get; }

    private static string English(string folder, int? processId) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{folder}' is in use: already running{(processId is { } id ? $", pid {id}" : "")}. Nothing was changed; use what runs, stop it first, or name another folder.");

    private static string Chinese(string folder, int? processId) => string.Create(
        CultureInfo.InvariantCulture,
        $"“{folder}”正在使用：已在运行{(processId is { } id ? $"，进程 {id}" : "")}。未作任何改动；请使用已运行的、先停止它，或另选目录。");
}
