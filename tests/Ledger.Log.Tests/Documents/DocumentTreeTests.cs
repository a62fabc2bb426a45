using System.Text;

namespace Ledger.Log.Tests;

public sealed class DocumentTreeTests
{
    private static readonly string[] Names = ["price", "buyer", "买方", "address", "z", "seller", "area"];

    [Fact]
    public void An_entry_follows_its_definition()
    {
        var salt = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var field = new DocumentField("买方", Encoding.UTF8.GetBytes("v"), salt);
        byte[] expected = [.. salt, 0, 6, .. Encoding.UTF8.GetBytes("买方v")];
        Assert.Equal(expected, field.ToEntry());
    }

    [Fact]
    public void The_root_is_that_of_the_fields_sorted_by_name_in_any_order_given()
    {
        var fields = Names.Select(Field).ToList();
        var tree = new DocumentTree(fields);
        var sorted = fields.OrderBy(f => Convert.ToHexString(Encoding.UTF8.GetBytes(f.Name)), StringComparer.Ordinal).ToList();
        Assert.Equal(sorted, tree.Fields);
        Assert.Equal(NaiveTree.Root(sorted.Select(f => MerkleHash.Leaf(f.ToEntry())).ToArray()), tree.Root.ToArray());
        fields.Reverse();
        Assert.Equal(tree.Root.ToArray(), new DocumentTree(fields).Root.ToArray());
        Assert.Equal(MerkleHash.Empty.ToArray(), new DocumentTree([]).Root.ToArray());
    }

    [Fact]
    public void Every_field_can_be_shown_alone_and_no_other_in_its_place()
    {
        var tree = new DocumentTree(Names.Select(Field));
        for (var i = 0; i < tree.Fields.Count; i++)
        {
            var field = tree.Fields[i];
            Assert.Equal(MerkleResult.Valid, Verify(field, i));
            Assert.NotEqual(MerkleResult.Valid, Verify(field, i == 0 ? 1 : 0));
            Assert.NotEqual(MerkleResult.Valid, Verify(new DocumentField(field.Name + "x", field.Value, field.Salt), i));
            Assert.NotEqual(MerkleResult.Valid, Verify(new DocumentField(field.Name, Encoding.UTF8.GetBytes("other"), field.Salt), i));
            Assert.NotEqual(MerkleResult.Valid, Verify(new DocumentField(field.Name, field.Value, new byte[16]), i));
        }

        MerkleResult Verify(DocumentField field, int i) =>
            DocumentTree.Verify(field, (ulong)i, (ulong)tree.Fields.Count, tree.Root.Span, tree.Path(i < tree.Fields.Count ? i : 0));
    }

    [Fact]
    public void Name_and_value_cannot_be_shifted_into_each_other()
    {
        var salt = new byte[16];
        Assert.NotEqual(
            new DocumentField("ab", Encoding.ASCII.GetBytes("c"), salt).ToEntry(),
            new DocumentField("a", Encoding.ASCII.GetBytes("bc"), salt).ToEntry());
    }

    [Fact]
    public void Bad_fields_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DocumentTree([Field("a"), Field("b"), Field("a")]));
        Assert.Throws<ArgumentException>(() => new DocumentField("", default, new byte[16]));
        Assert.Throws<ArgumentException>(() => new DocumentField("a", default, new byte[15]));
        Assert.Throws<ArgumentException>(() => new DocumentField("a" + '\ud800', default, new byte[16]));
        Assert.Throws<ArgumentException>(() => new DocumentField(new string('a', 65_536), default, new byte[16]));
        Assert.Equal(65_535 + 18, new DocumentField(new string('a', 65_535), default, new byte[16]).ToEntry().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DocumentTree([Field("a")]).Path(1));
    }

    private static DocumentField Field(string name) =>
        new(name, Encoding.UTF8.GetBytes("value of " + name), TestDepartments.Seed("salt " + name).AsMemory(0, 16));
}
