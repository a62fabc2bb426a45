namespace Ledger.Cli.Tests;

/// <summary>Files that commands write.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-files");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_names_people_is_its_owners_alone_and_never_written_over()
    {
        var path = Path.Combine(folder.FullName, "question");

        Files.WriteNewPrivate(path, [1, 2]);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Throws<FileFault>(() => Files.WriteNewPrivate(path, [3]));
        Assert.Equal([1, 2], File.ReadAllBytes(path));
    }
}
