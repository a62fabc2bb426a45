using System.ComponentModel;
using System.Diagnostics;

namespace Ledger.Peers.Tests;

/// <summary>A disk of 64 MiB in memory that a folder lies on; skips the test where none can be mounted.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!await MountAsync("-t", "tmpfs", "-o", "size=64m", "tmpfs", folder))
            Assert.Skip("A small disk cannot be mounted here: not root.");

        return new SmallDisk(folder);
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = File.Create(Path.Combine(folder, "ballast"), bufferSize: 1);
        try
        {
            for (var bytes = new byte[64 << 10]; ;)
                file.Write(bytes);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    /// <summary>Gives it space again.</summary>
    public async Task GrowAsync() => Assert.True(await MountAsync("-o", "remount,size=256m", folder));

    public async ValueTask DisposeAsync()
    {
        using var unmount = Process.Start("umount", [folder]);
        await unmount.WaitForExitAsync(TestNetwork.Limit);
    }

    private static async Task<bool> MountAsync(params string[] arguments)
    {
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
            await mount.WaitForExitAsync(TestNetwork.Limit);
            return mount.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
