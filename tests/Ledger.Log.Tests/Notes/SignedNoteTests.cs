using System.Text;
using static Ledger.Log.Tests.TestDepartments;

namespace Ledger.Log.Tests;

public sealed class SignedNoteTests
{
    private static readonly Checkpoint Tree = TestDepartments.Checkpoint();
    private static readonly string GoodLine = Logs[0].Sign(Tree).Line.ToString();

    [Fact]
    public void A_note_reads_back_as_written()
    {
        var note = Note(Tree, 1, 2, 3, 4);
        var parsed = SignedNote.Parse(note.ToString());
        Assert.Equal(note.ToString(), parsed.ToString());
        Assert.Equal(5, parsed.Signatures.Count);
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(note.ToString()), out var fromBytes, out _));
        Assert.Equal(note.Text, fromBytes.Text);
    }

    [Fact]
    public void The_text_ends_at_the_last_empty_line()
    {
        var note = SignedNote.Parse($"a\n\nb\n\n{GoodLine}");
        Assert.Equal("a\n\nb\n", note.Text);
    }

    [Fact]
    public void A_line_of_an_unknown_name_or_id_is_ignored()
    {
        var good = Logs[0].Sign(Tree).Line;
        var otherId = new NoteSignature(good.Name, good.KeyId ^ 1, good.Signature.Span);
        var otherName = new NoteSignature("stranger", good.KeyId, good.Signature.Span);
        var keys = new VerifierKeySet([Logs[0].Key]);

        Assert.True(keys.TryVerify(SignedNote.Parse($"{Tree}\n{otherId}{good}{otherName}"), out var known, out _));
        Assert.Equal(good, Assert.Single(known).Line);
        Assert.False(keys.TryVerify(SignedNote.Parse($"{Tree}\n{otherId}{otherName}"), out _, out var fault));
        Assert.Equal("note.no-known-signature", fault.Code);
    }

    [Fact]
    public void A_line_of_a_known_name_and_id_that_fails_refuses_the_whole_note()
    {
        var good = Logs[0].Sign(Tree).Line;
        var other = Logs[1].Sign(TestDepartments.Checkpoint("b")).Line;
        var note = SignedNote.Parse($"{Tree}\n{good}{other}");
        Assert.True(new VerifierKeySet([Logs[0].Key]).TryVerify(note, out _, out _));
        Assert.False(new VerifierKeySet([Logs[0].Key, Logs[1].Key]).TryVerify(note, out var none, out var fault));
        Assert.Equal("note.bad-signature", fault.Code);
        Assert.Empty(none);
    }

    [Fact]
    public void Of_several_lines_that_fail_the_first_in_the_note_is_named_whichever_is_verified_first()
    {
        var other = TestDepartments.Checkpoint("b");
        var lines = string.Concat(Cosigners.Select((cosigner, i) => cosigner.Cosign(i is 1 or 2 ? other : Tree, Time(0)).Line.ToString()));
        var note = SignedNote.Parse($"{Tree}\n{lines}");
        for (var i = 0; i < 20; i++)
        {
            Assert.False(new VerifierKeySet(Cosigners.Select(cosigner => cosigner.Key)).TryVerify(note, out _, out var fault));
            Assert.Contains($"'{note.Signatures[1].Name}'", fault.English, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sixty_four_signatures_are_accepted_and_sixty_five_refused()
    {
        var lines = string.Concat(Enumerable.Repeat(GoodLine, SignedNote.MaxSignatures));
        Assert.True(SignedNote.TryParse($"{Tree}\n{lines}", out _, out _));
        Assert.False(SignedNote.TryParse($"{Tree}\n{lines}{GoodLine}", out _, out var fault));
        Assert.Equal("note.too-many-signatures", fault.Code);
    }

    [Fact]
    public void Sixteen_post_quantum_signatures_are_accepted()
    {
        var line = new NoteSignature("pq.test", 7, new byte[4627]).ToString();
        Assert.True(SignedNote.TryParse($"{Tree}\n{string.Concat(Enumerable.Repeat(line, 16))}", out var note, out _));
        Assert.Equal(16, note.Signatures.Count);
    }

    [Fact]
    public void A_line_over_eight_kilobytes_is_refused()
    {
        var name = new string('n', 100);
        var longest = (NoteSignature.MaxLineBytes - 100 - 5) / 4 * 3;
        Assert.True(SignedNote.TryParse($"{Tree}\n{new NoteSignature(name, 7, new byte[longest - 4])}", out _, out _));
        Assert.False(SignedNote.TryParse($"{Tree}\n{new NoteSignature(name, 7, new byte[longest])}", out _, out var fault));
        Assert.Equal("note.line-too-long", fault.Code);
    }

    [Fact]
    public void A_note_over_the_size_limit_is_refused()
    {
        var rest = SignedNote.MaxBytes - Encoding.UTF8.GetByteCount($"\n\n{GoodLine}");
        var largest = $"{new string('x', rest)}\n\n{GoodLine}";
        Assert.True(SignedNote.TryParse(largest, out _, out _));
        Assert.False(SignedNote.TryParse("x" + largest, out _, out var fault));
        Assert.Equal("note.too-large", fault.Code);
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("x" + largest), out _, out fault));
        Assert.Equal("note.too-large", fault.Code);
        Assert.False(SignedNote.TryParse("é" + largest[1..], out _, out fault));
        Assert.Equal("note.too-large", fault.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\nno line\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n— name \n")]
    [InlineData("text\n\n— AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— a b AAAAAAA=\n")]
    [InlineData("text\n\n— a\u00a0b AAAAAAA=\n")]
    [InlineData("text\n\n— a\u2003b AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name AAAAAAA\n")]
    [InlineData("text\n\n— name AAAA AAA=\n")]
    [InlineData("text\n\n— name AAAAAA-_\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("te\0xt\n\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=\n\n")]
    [InlineData("text\r\n\r\n— name AAAAAAA=\r\n")]
    public void A_malformed_note_is_refused(string note)
    {
        Assert.True(SignedNote.TryParse("text\n\n— name AAAAAAA=\n", out _, out _));
        Assert.False(SignedNote.TryParse(note, out var parsed, out var fault));
        Assert.Null(parsed);
        Assert.NotEmpty(fault.English);
        Assert.NotEmpty(fault.Chinese);
        Assert.Equal(fault, Assert.Throws<LogFormatException>(() => SignedNote.Parse(note)).Fault);
    }

    [Fact]
    public void Text_or_bytes_that_are_no_unicode_are_refused()
    {
        Assert.False(SignedNote.TryParse("te" + '\ud800' + "xt\n\n— name AAAAAAA=\n", out _, out var surrogate));
        Assert.Equal("note.not-utf8", surrogate.Code);
        Assert.False(KeyName.IsValid(['a', '\udc00', 'b']));
        Assert.False(KeyName.IsValid(['a', '\ud800']));
        byte[] note = [.. "te"u8, 0xc0, 0x80, .. "xt\n\n— name AAAAAAA=\n"u8];
        Assert.False(SignedNote.TryParse(note, out _, out var fault));
        Assert.Equal("note.not-utf8", fault.Code);
    }

    [Fact]
    public void Another_byte_anywhere_in_a_note_that_needs_all_its_lines_is_refused()
    {
        var policy = TestDepartments.Policy(4);
        var note = Encoding.UTF8.GetBytes(Note(Tree, 1, 2, 3, 4).ToString());
        Assert.True(SignedNote.TryParse(note, out var whole, out _));
        Assert.True(policy.Verify(whole).IsValid);
        foreach (var changed in Flip.EveryByte(note))
            Assert.False(SignedNote.TryParse(changed, out var parsed, out _) && policy.Verify(parsed).IsValid, Encoding.UTF8.GetString(changed));
    }

    [Fact]
    public void A_note_cut_off_anywhere_is_refused()
    {
        var policy = TestDepartments.Policy(4);
        var note = Note(Tree, 1, 2, 3, 4).ToString();
        for (var length = 0; length < note.Length; length++)
            Assert.False(policy.Verify(note[..length]).IsValid);
    }

    [Fact]
    public void Merging_keeps_one_line_per_key_the_newest_in_an_order_of_its_own()
    {
        var lines = Lines(Tree, 5, 6, 7, 8).Concat(Lines(Tree, 9, 1, null, 8)).Concat(Logs.Select(log => log.Sign(Tree))).ToList();
        var merged = SignedNote.Create(Tree.ToString(), lines);
        lines.Reverse();
        Assert.Equal(merged.ToString(), SignedNote.Create(Tree.ToString(), lines).ToString());
        Assert.Equal(8, merged.Signatures.Count);

        var verdict = TestDepartments.Policy(4).Verify(merged);
        Assert.True(verdict.IsValid);
        var times = verdict.Signatures.Where(s => s.Time is not null).ToDictionary(s => s.Key, s => s.Time);
        var expected = new[] { 9, 6, 7, 8 };
        for (var i = 0; i < Cosigners.Count; i++)
            Assert.Equal((ulong)Time(expected[i]).ToUnixTimeSeconds(), times[Cosigners[i].Key]);
    }

    [Fact]
    public void A_note_is_not_made_of_text_without_newline_or_of_no_lines()
    {
        var line = Logs[0].Sign(Tree);
        Assert.Throws<LogFormatException>(() => SignedNote.Create($"a\n\n{GoodLine.TrimEnd('\n')}", [line]));
        Assert.Throws<LogFormatException>(() => SignedNote.Create(Tree.ToString(), []));
    }

    [Fact]
    public void A_text_of_invalid_unicode_verifies_under_no_key()
    {
        var tree = new Checkpoint("a\ufffdb", 1, new byte[32]);
        var cosigned = Cosigners[0].Cosign(tree, Time(0));
        Assert.True(Cosigners[0].Key.Verify(tree.ToString(), cosigned.Line, out _));
        Assert.False(Cosigners[0].Key.Verify(tree.ToString().Replace('\ufffd', '\ud800'), cosigned.Line, out _));
        Assert.Throws<LogFormatException>(() => new Checkpoint("a\ud800b", 1, new byte[32]));
    }
}
