using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>Behind every act stands what comes next; and what no clerk can compute, the program does.</summary>
public sealed class NextStepsTests
{
    [Fact]
    public void Every_act_says_what_comes_next_or_that_it_is_done_in_commands_that_there_are()
    {
        var root = LedgerCommand.Create(Language.English, TextWriter.Null, TextWriter.Null, TimeProvider.System, out _);
        foreach (var form in ActForms.All)
        {
            var lines = NextSteps.LinesOf(form, RequestExamples.Full(form), Language.English).ToList();
            Assert.True(lines.Count > 0, $"{form.Group} {form.Verb}");
            foreach (var line in lines)
            {
                var command = line[line.IndexOf("ledger ", StringComparison.Ordinal)..]["ledger ".Length..]
                    .Replace("--template …", "--template sale", StringComparison.Ordinal);
                Assert.True(root.Parse(command).Errors.Count == 0, $"{form.Group} {form.Verb}: {line}");
            }
        }
    }

    [Fact]
    public void A_signed_contract_is_filed_next_under_its_number()
    {
        var form = ActForms.Of(SignContractRequest.Descriptor);
        var lines = NextSteps.LinesOf(form, new SignContractRequest { ContractNumber = "441900B26110000001" }, Language.English).ToList();
        Assert.Contains(lines, static line => line.Contains("ledger contract file --contract 441900B26110000001", StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_of_a_volume_is_that_of_the_lines_that_sha256sum_prints()
    {
        // 𠮷 is behind （ in UTF-8, and before it in UTF-16.
        AttachedFile[] files = [File("𠮷.pdf", "four"), File("（一）.pdf", "three"), File("b.pdf", "two"), File("a.pdf", "one")];
        var lines = $"{Hex("one")}  a.pdf\n{Hex("two")}  b.pdf\n{Hex("three")}  （一）.pdf\n{Hex("four")}  𠮷.pdf\n";
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(lines)), VolumeRoot.Of(files));

        static AttachedFile File(string name, string content)
            => new() { Name = name, Sha256 = ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(content))) };

        static string Hex(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public void Attached_files_and_folders_go_along_by_name_and_hash()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("volume"));
        folder.Write("volume/b.txt", "two");
        folder.Write("volume/a.txt", "one");
        folder.Write("single.txt", "three");
        var request = new ArchiveCaseRequest();
        Attachments.Add(request, [folder.File("volume"), folder.File("single.txt")]);

        Assert.Equal(["a.txt", "b.txt", "single.txt"], request.Document.Files.Select(static file => file.Name));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("one"u8)), Convert.ToHexStringLower(request.Document.Files[0].Sha256.Span));
        Assert.Throws<FileFault>(() => Attachments.Add(request, [folder.File("missing")]));
    }
}
