using System.Globalization;
using static Ledger.Log.Tests.TestDepartments;

namespace Ledger.Log.Tests;

public sealed class PolicyTests
{
    private static readonly Checkpoint Tree = TestDepartments.Checkpoint();
    private static readonly string Log = $"log {Logs[0].Key}\n";
    private static readonly string Witnesses = string.Concat(Names.Zip(Cosigners, (name, cosigner) => $"witness {name} {cosigner.Key}\n"));

    [Fact]
    public void The_default_policy_lists_four_logs_and_wants_all_departments()
    {
        var policy = TestDepartments.Policy(4);
        Assert.Equal(4, policy.Logs.Count);
        Assert.All(policy.Logs, log => Assert.Equal(Origin, log.Name));
        Assert.True(policy.Verify(Note(Tree, 1, 2, 3, 4)).IsValid);
        Assert.False(policy.Verify(Note(Tree, 1, 2, 3, null)).IsValid);
    }

    [Fact]
    public void The_signature_of_any_one_log_suffices_and_none_is_too_few()
    {
        var policy = TestDepartments.Policy(4);
        foreach (var log in Logs)
        {
            var note = SignedNote.Create(Tree.ToString(), [log.Sign(Tree), .. Lines(Tree, 1, 2, 3, 4)]);
            Assert.True(policy.Verify(note).IsValid);
        }

        var verdict = policy.Verify(SignedNote.Create(Tree.ToString(), Lines(Tree, 1, 2, 3, 4)));
        Assert.Equal("policy.no-log-signature", verdict.Fault?.Code);
    }

    [Fact]
    public void A_log_signature_over_a_checkpoint_of_another_origin_does_not_count()
    {
        var foreign = new Checkpoint("ledger.test/elsewhere", 9, new byte[32]);
        var elsewhere = new LogSigner("ledger.test/elsewhere", Seed("elsewhere"));
        var mine = TestDepartments.Policy(1);
        var note = SignedNote.Create(foreign.ToString(), [elsewhere.Sign(foreign), .. Lines(foreign, 1)]);
        Assert.Equal("policy.no-log-signature", mine.Verify(note).Fault?.Code);

        var both = Ledger.Log.Policy.Parse($"{Log}log {elsewhere.Key}\nquorum none\n");
        Assert.True(both.Verify(note).IsValid);
    }

    [Fact]
    public void A_missing_quorum_names_who_is_missing_in_both_languages()
    {
        var verdict = TestDepartments.Policy(3).Verify(Note(Tree, 1, null, null, 4));
        Assert.Equal("policy.no-quorum", verdict.Fault?.Code);
        Assert.Contains("registration, tax", verdict.Fault!.English, StringComparison.Ordinal);
        Assert.Contains("registration, tax", verdict.Fault.Chinese, StringComparison.Ordinal);
        Assert.Null(verdict.Checkpoint);
        Assert.Empty(verdict.Signatures);
    }

    [Fact]
    public void A_lines_quorum_can_be_asked_of_verified_lines_alone()
    {
        Assert.True(TestDepartments.Policy(3).HasQuorum(Lines(Tree, 1, 2, null, 4)));
        Assert.False(TestDepartments.Policy(3).HasQuorum(Lines(Tree, 1, null, null, 4)));
        Assert.False(TestDepartments.Policy(3).HasQuorum(Lines(Tree, 1, 2).Concat(Lines(Tree, 5, 6))));
    }

    [Fact]
    public void Nested_groups_count_as_one_member_each()
    {
        var policy = Ledger.Log.Policy.Parse($"{Log}{Witnesses}group a any transaction registration\ngroup b all tax finance\ngroup q 2 a b\nquorum q\n");
        Assert.True(policy.Verify(Note(Tree, null, 2, 3, 4)).IsValid);
        Assert.False(policy.Verify(Note(Tree, 1, 2, 3, null)).IsValid);
        Assert.False(policy.Verify(Note(Tree, null, null, 3, 4)).IsValid);
    }

    [Fact]
    public void A_single_witness_may_be_the_quorum()
    {
        var policy = Ledger.Log.Policy.Parse($"{Log}{Witnesses}quorum tax");
        Assert.True(policy.Verify(Note(Tree, null, null, 3, null)).IsValid);
        Assert.False(policy.Verify(Note(Tree, 1, 2, null, 4)).IsValid);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(3, 20)]
    [InlineData(2, 30)]
    [InlineData(1, 40)]
    public void Evidence_time_is_the_latest_time_that_still_satisfies_the_quorum(int threshold, int expected)
    {
        var verdict = TestDepartments.Policy(threshold).Verify(Note(Tree, 30, 10, 40, 20));
        Assert.Equal(Time(expected), verdict.EvidenceTime(Time(60)));
    }

    [Fact]
    public void Evidence_time_leaves_out_times_more_than_five_minutes_ahead()
    {
        var verdict = TestDepartments.Policy(3).Verify(Note(Tree, 0, 10, 20, 400));
        Assert.Equal(Time(10), verdict.EvidenceTime(Time(100)));
        Assert.Equal(Time(0), verdict.EvidenceTime(Time(99)));
        Assert.Null(verdict.EvidenceTime(Time(-300)));
        Assert.Equal(Time(10), verdict.EvidenceTime(DateTimeOffset.MaxValue));
        Assert.Null(verdict.EvidenceTime(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Evidence_time_falls_back_to_an_older_line_of_a_key_whose_newest_is_in_the_future()
    {
        var lines = string.Concat(new[] { Logs[0].Sign(Tree) }.Concat(Lines(Tree, 5)).Concat(Lines(Tree, 9000)).Select(s => s.Line));
        var verdict = TestDepartments.Policy(1).Verify($"{Tree}\n{lines}");
        Assert.Equal(Time(5), verdict.EvidenceTime(Time(60)));
        Assert.Equal(Time(9000), verdict.EvidenceTime(Time(8700)));
    }

    [Theory]
    [InlineData(601, "the line of finance is 10 minutes ahead of your clock", "finance的联署比您的时钟快10分钟")]
    [InlineData(119 * 60, "the line of finance is 119 minutes ahead of your clock", "119分钟")]
    [InlineData(50 * 3600, "the line of finance is 2 days ahead of your clock", "2天")]
    public void Where_there_is_no_evidence_time_it_is_said_whose_line_is_how_far_ahead(int ahead, string english, string chinese)
    {
        var verdict = TestDepartments.Policy(4).Verify(Note(Tree, 0, 10, 20, ahead));

        Assert.Null(verdict.EvidenceTime(Time(0)));
        Assert.Equal("certificate.time", verdict.EvidenceFault(Time(0))!.Code);
        Assert.Contains(english, verdict.EvidenceFault(Time(0))!.English, StringComparison.Ordinal);
        Assert.Contains(chinese, verdict.EvidenceFault(Time(0))!.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("tax", verdict.EvidenceFault(Time(0))!.English, StringComparison.Ordinal);
        Assert.Null(verdict.EvidenceFault(Time(ahead)));
        Assert.Null(TestDepartments.Policy(3).Verify(Note(Tree, 0, 10, 20, ahead)).EvidenceFault(Time(0)));
    }

    [Fact]
    public void A_policy_without_cosigners_says_that_nothing_dates_the_evidence()
    {
        var verdict = Ledger.Log.Policy.Parse($"{Log}quorum none\n").Verify(Note(Tree, 1, 2, 3, 4));
        Assert.Equal("certificate.undated", verdict.EvidenceFault(Time(60))!.Code);
    }

    [Fact]
    public void Evidence_of_nested_groups_is_dated_by_the_member_that_binds()
    {
        var policy = Ledger.Log.Policy.Parse($"{Log}{Witnesses}group a any transaction registration\ngroup b all tax finance\ngroup q all a b\nquorum q\n");
        Assert.Equal(Time(30), policy.Verify(Note(Tree, 10, 50, 40, 30)).EvidenceTime(Time(60)));
        Assert.Equal(Time(20), policy.Verify(Note(Tree, 10, 20, 40, 30)).EvidenceTime(Time(60)));
    }

    [Fact]
    public void A_policy_without_cosigners_gives_no_evidence_time()
    {
        var verdict = Ledger.Log.Policy.Parse($"{Log}quorum none\n").Verify(Note(Tree, 1, 2, 3, 4));
        Assert.True(verdict.IsValid);
        Assert.Null(verdict.EvidenceTime(Time(60)));
    }

    [Fact]
    public void Thirty_two_logs_witnesses_and_groups_with_urls_comments_and_tabs_are_accepted()
    {
        var text = string.Concat(Enumerable.Range(0, 32).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"\tlog  {new LogSigner(Origin, Seed($"l{i}")).Key}\thttps://l{i}.test \n # 注释 {i}\n\n witness w{i} {new Cosigner($"w{i}", Seed($"w{i}")).Key} https://w{i}.test\ngroup g{i} 1 w{i}\n")));
        var members = string.Join(' ', Enumerable.Range(0, 32).Select(i => $"g{i.ToString(CultureInfo.InvariantCulture)}"));
        var policy = Ledger.Log.Policy.Parse($"{text}group all-of-them all {members}\nquorum all-of-them");
        Assert.Equal(32, policy.Logs.Count);
        Assert.Equal(32, policy.Witnesses.Count);
        Assert.Equal(32, Assert.IsType<PolicyGroup>(policy.Quorum).Threshold);
    }

    [Theory]
    [InlineData("quorum tax extra", "policy.bad-line")]
    [InlineData("quorum", "policy.bad-line")]
    [InlineData("group g all", "policy.bad-line")]
    [InlineData("witness w", "policy.bad-line")]
    [InlineData("log", "policy.bad-line")]
    [InlineData("logs x", "policy.bad-line")]
    [InlineData("group g 01 tax", "policy.bad-threshold")]
    [InlineData("group g -1 tax", "policy.bad-threshold")]
    [InlineData("group g 99999999999999999999 tax", "policy.bad-threshold")]
    [InlineData("group g most tax", "policy.bad-threshold")]
    [InlineData("group tax all finance", "policy.name-twice")]
    [InlineData("group none all finance", "policy.reserved-name")]
    [InlineData("group g all g", "policy.undefined-name")]
    [InlineData("quorum\u007fnone", "policy.control-character")]
    [InlineData("quorum none\r", "policy.control-character")]
    [InlineData("witness w not-a-key", "vkey.malformed")]
    public void A_bad_line_is_refused_with_its_number(string line, string code)
    {
        Assert.True(Ledger.Log.Policy.TryParse($"{Log}{Witnesses}quorum none\n", out _, out _));
        Assert.False(Ledger.Log.Policy.TryParse($"{Log}{Witnesses}{line}\nquorum none\n", out _, out var fault));
        Assert.Equal(code, fault.Code);
        Assert.Contains("line 6", fault.English, StringComparison.Ordinal);
        Assert.Contains("第 6 行", fault.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_the_wrong_type_or_used_twice_are_refused()
    {
        var seed = Seed("twice");
        var log = new LogSigner("twice", seed).Key;
        var witness = new Cosigner("twice", seed).Key;
        Assert.Equal("policy.key-type", Refusal($"log {witness}\nquorum none\n"));
        Assert.Equal("policy.key-type", Refusal($"witness w {log}\nquorum none\n"));
        Assert.Equal("policy.key-twice", Refusal($"log {log}\nlog {log}\nquorum none\n"));
        Assert.Equal("policy.key-twice", Refusal($"log {log}\nwitness w {witness}\nquorum none\n"));
        Assert.Equal("policy.key-twice", Refusal($"witness w {witness}\nwitness v {new Cosigner("other", seed).Key}\nquorum none\n"));
        Assert.Equal("policy.name-twice", Refusal($"{Witnesses}witness tax {witness}\nquorum none\n"));
        Assert.Equal("policy.reserved-name", Refusal($"witness none {witness}\nquorum none\n"));
    }

    [Fact]
    public void A_policy_over_the_limits_is_refused()
    {
        Assert.Equal("policy.too-large", Refusal(new string('\n', 200_000)));
        var logs = string.Concat(Enumerable.Range(0, 257).Select(i => $"log {new LogSigner(Origin, Seed(i.ToString(CultureInfo.InvariantCulture))).Key}\n"));
        Assert.Equal("policy.too-many", Refusal(logs + "quorum none\n"));
    }

    private static string Refusal(string text)
    {
        Assert.False(Ledger.Log.Policy.TryParse(text, out _, out var fault));
        Assert.Equal(fault, Assert.Throws<LogFormatException>(() => Ledger.Log.Policy.Parse(text)).Fault);
        return fault.Code;
    }
}
