using Ledger.Node;

namespace Ledger.Network.Tests;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_held_folder_is_refused_with_the_process_that_holds_it_and_free_again_afterwards()
    {
        using (FolderLock.Take(folder["a"]))
        {
            var refused = Assert.Throws<FolderInUseException>(() => FolderLock.Take(folder["a"]));

            Assert.Equal(Environment.ProcessId, refused.ProcessId);
            Assert.Contains($"already running, pid {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"已在运行，进程 {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
            Assert.True(FolderLock.IsHeld(folder["a"]));
        }

        Assert.False(FolderLock.IsHeld(folder["a"]));
        FolderLock.Take(folder["a"]).Dispose();
    }

    [Fact]
    public void What_a_killed_process_left_behind_holds_nothing()
    {
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllText(folder["a/running.lock"], "");
        File.WriteAllText(folder["a/running.pid"], "1");

        using var taken = FolderLock.Take(folder["a"]);

        Assert.True(FolderLock.IsHeld(folder["a"]));
    }

    [Fact]
    public void Asking_after_an_absent_folder_does_not_make_it()
    {
        Assert.False(FolderLock.IsHeld(folder["absent"]));
        FolderLock.RequireFree(folder["absent"]);
        Assert.False(Directory.Exists(folder["absent"]));
    }

    [Fact]
    public void A_folder_open_to_others_is_refused_with_the_command_that_closes_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no Unix file modes");
        OwnerOnly.CreateFolder(folder["data"]);
        OwnerOnly.CreateFolder(folder["data/peer"]);
        OwnerOnly.Require(folder["data"]);
        var file = folder["data/peer/000001.sst"];
        File.WriteAllText(file, "");
#pragma warning disable CA1416 // Unix is checked above.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var refused = Assert.Throws<NodeConfigurationException>(() => OwnerOnly.Require(folder["data"]));

        Assert.Equal(file, refused.Faults[0].File);
        Assert.Contains($"chmod -R go-rwx '{folder["data"]}'", refused.Message, StringComparison.Ordinal);
        OwnerOnly.Require(folder["data"], depth: 1);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        OwnerOnly.Require(folder["data"]);
    }
}
