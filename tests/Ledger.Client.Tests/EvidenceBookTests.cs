using System.Text;

namespace Ledger.Client.Tests;

public sealed class EvidenceBookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-book-").FullName;

    private string BookFile => Path.Combine(folder, "book.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_draft_outlives_the_process_with_the_same_id_and_bytes()
    {
        using (var book = EvidenceBook.Open(BookFile))
        {
            book.SaveDraft(Request(1));
            book.SaveDraft(Request(2));
        }

        using var reopened = EvidenceBook.Open(BookFile);
        var drafts = reopened.OpenDrafts();

        Assert.Equal([1, 2], drafts.Select(d => (int)d.RequestId[0]));
        Assert.Equal(Request(1).Bytes, drafts[0].Bytes);
        Assert.Equal(Request(1).Signature, drafts[0].Signature);
        Assert.Equal(Request(1).RequestHash, drafts[0].RequestHash);
        Assert.Equal("/ledger.v1.TaxService/Write", drafts[0].Method);
    }

    [Fact]
    public async Task A_second_command_waits_for_the_first_and_says_for_whom()
    {
        var ct = TestContext.Current.CancellationToken;
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<EvidenceBook> second;
        using (var first = EvidenceBook.Open(BookFile))
        {
            second = EvidenceBook.OpenAsync(BookFile, TimeSpan.FromMinutes(5), told.SetResult, TimeProvider.System, ct);
            Assert.Equal($"{Environment.ProcessId}", await told.Task.WaitAsync(ct));
            Assert.False(second.IsCompleted);
            first.SaveDraft(Request(1));
        }

        using var book = await second;
        Assert.Single(book.OpenDrafts());
    }

    [Fact]
    public async Task A_second_command_that_has_waited_long_enough_names_the_process_that_has_the_book()
    {
        using var first = EvidenceBook.Open(BookFile);

        var fault = await Assert.ThrowsAsync<BookException>(() => EvidenceBook.OpenAsync(
            BookFile, TimeSpan.Zero, static _ => { }, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal($"{Environment.ProcessId}", fault.Holder);
        Assert.Contains($"process {Environment.ProcessId}", fault.English, StringComparison.Ordinal);
        Assert.Contains($"进程 {Environment.ProcessId}", fault.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_a_book_is_its_owners_only_and_one_open_to_others_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no Unix file modes");
        using (var book = EvidenceBook.Open(BookFile))
        {
            book.SaveDraft(Request(1));
#pragma warning disable CA1416 // Unix is checked above.
            Assert.All(Directory.GetFiles(folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        }

        File.SetUnixFileMode(BookFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains($"chmod go-rwx '{BookFile}'", Assert.Throws<BookException>(() => EvidenceBook.Open(BookFile)).English);
        File.SetUnixFileMode(BookFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        using var reopened = EvidenceBook.Open(BookFile);
        Assert.Single(reopened.OpenDrafts());
    }

    [Fact]
    public void What_was_asked_before_is_found_by_what_it_asks()
    {
        var pay = new Ledger.V1.PayTaxRequest { ContractNumber = "441900B21050000001" };
        var asked = new Ledger.V1.TaxWriteRequest
        {
            Context = new Ledger.V1.RequestContext { Id = Google.Protobuf.ByteString.CopyFrom(1), TimeMs = 7 },
            Acts = { new Ledger.V1.TaxAct { Pay = pay } },
        };
        Assert.Equal(RequestInput.Of(pay), InputOf(asked));
        var twice = asked.Clone();
        twice.Acts.Add(asked.Acts[0].Clone());
        var later = twice.Clone();
        later.Context.TimeMs = 8;
        Assert.Equal(InputOf(twice), InputOf(later));
        Assert.NotEqual(InputOf(twice), InputOf(asked));
        Assert.NotEqual(RequestInput.Of(pay), RequestInput.Of(new Ledger.V1.PayTaxRequest { ContractNumber = "441900B21050000002" }));
        Assert.NotEqual(RequestInput.Of(new Ledger.V1.PayTaxRequest()), RequestInput.Of(new Ledger.V1.RefundTaxRequest()));

        using (var book = EvidenceBook.Open(BookFile))
        {
            // One of a program that did not keep the input, and two that did.
            book.SaveDraft(Request(1));
            book.SaveDraft(Request(2) with { Input = InputOf(asked) });
            book.SaveDraft(Request(3) with { Input = InputOf(asked) });
        }

        using var reopened = EvidenceBook.Open(BookFile);
        Assert.Equal(2, reopened.FindDraft(RequestInput.Of(pay))!.RequestId[0]);
        Assert.Equal(RequestInput.Of(pay), reopened.FindDraft(RequestInput.Of(pay))!.Input);
        reopened.DropDraft(Request(2).RequestId);
        Assert.Equal(3, reopened.FindDraft(RequestInput.Of(pay))!.RequestId[0]);
        reopened.DropDraft(Request(3).RequestId);
        Assert.Null(reopened.FindDraft(RequestInput.Of(pay)));
        Assert.Null(reopened.FindReceiptOf(RequestInput.Of(pay)));
        Assert.Empty(Assert.Single(reopened.OpenDrafts()).Input);
    }

    [Fact]
    public void Saving_a_draft_again_does_not_change_it()
    {
        using var book = EvidenceBook.Open(BookFile);
        book.SaveDraft(Request(1));
        book.SaveDraft(Request(1) with { Bytes = [9] });
        Assert.Equal(Request(1).Bytes, Assert.Single(book.OpenDrafts()).Bytes);
    }

    [Fact]
    public async Task A_receipt_closes_its_draft_and_is_found_by_leaf_hash()
    {
        using var ledger = new TestLedger();
        var index = ledger.Append([ledger.Entry(new V1.ContractFiled { Act = new V1.Act() })]);
        var receipt = await new ReceiptVerifier(TestLedger.Origin, ledger.Signers, ledger.Trail())
            .VerifyAsync(ledger.Receipt(index), null, ledger.FetchAsync, CancellationToken.None);
        using (var book = EvidenceBook.Open(BookFile))
        {
            book.SaveDraft(Request(1));
            book.SaveDraft(Request(2));
            book.SaveReceipt(Request(1), new WriteOutcome("r-1", Request(1).RequestId, receipt, []));
        }

        using var reopened = EvidenceBook.Open(BookFile);
        Assert.Equal(2, Assert.Single(reopened.OpenDrafts()).RequestId[0]);
        Assert.Equal(receipt.Entry, reopened.FindReceipt(receipt.LeafHash)!.Entry);
        Assert.Equal("r-1", Assert.Single(reopened.Receipts()).RecordId);
    }

    [Fact]
    public void An_ordered_outcome_cannot_close_a_draft()
    {
        using var book = EvidenceBook.Open(BookFile);
        book.SaveDraft(Request(1));
        Assert.Throws<ArgumentException>(() => book.SaveReceipt(Request(1), new WriteOutcome("r-1", Request(1).RequestId, null, [])));
        Assert.Single(book.OpenDrafts());
    }

    [Fact]
    public void Checkpoints_certificates_and_alarms_outlive_the_process()
    {
        using (var book = EvidenceBook.Open(BookFile))
        {
            book.SaveLatest("a.localhost/x", "note 1");
            book.SaveLatest("a.localhost/x", "note 2");
            book.SaveAlarm(new CheckpointAlarm("a.localhost/x", DateTimeOffset.UnixEpoch, "checkpoint.fork", "seen", "shown"));
            book.SaveCertificate(new StoredCertificate("c-1", "lien", "441900004001GB00012F00010101", DateTimeOffset.UnixEpoch, [1, 2, 3]));
        }

        using var reopened = EvidenceBook.Open(BookFile);
        Assert.Equal("note 2", reopened.LoadLatest("a.localhost/x"));
        Assert.Null(reopened.LoadLatest("b.localhost/x"));
        Assert.Equal("shown", Assert.Single(reopened.Alarms()).Shown);
        Assert.Equal([1, 2, 3], Assert.Single(reopened.Certificates()).File);
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        using var book = EvidenceBook.Open(BookFile);
        Assert.Contains("book.db", Assert.Throws<BookException>(() => EvidenceBook.Open(BookFile)).English);
    }

    [Fact]
    public void A_damaged_book_is_named_and_not_overwritten()
    {
        var garbage = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("not a book ", 2000)));
        EvidenceBook.Open(BookFile).Dispose();
        File.WriteAllBytes(BookFile, garbage);

        Assert.Contains("damaged", Assert.Throws<BookException>(() => EvidenceBook.Open(BookFile)).English);

        Assert.Equal(garbage, File.ReadAllBytes(BookFile));
    }

    [Fact]
    public void A_damaged_page_of_a_real_book_is_reported()
    {
        using (var book = EvidenceBook.Open(BookFile))
        {
            for (byte i = 1; i < 60; i++)
                book.SaveDraft(Request(i) with { Bytes = new byte[500] });
        }

        var bytes = File.ReadAllBytes(BookFile);
        Array.Fill(bytes, (byte)0xEE, 8192, bytes.Length - 8192);
        File.WriteAllBytes(BookFile, bytes);

        Assert.Throws<BookException>(() => EvidenceBook.Open(BookFile));
    }

    private static byte[] InputOf(Ledger.V1.TaxWriteRequest request) => RequestInput.Of(request, Ledger.Acts.AskedAct.Of(request.Acts));

    private static SignedRequest Request(byte number) => new(
        "tax", "/ledger.v1.TaxService/Write", [.. Enumerable.Repeat(number, 32)], [number, 1], [number, 2], [number, 3], [number, 4]);
}
