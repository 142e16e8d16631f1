using DarkTower.Migrator.Queries.Analysis;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

public sealed class NodeTreeTests
{
    [Fact]
    public void Fields_are_words_nodes_and_lists()
    {
        var node = NodeTree.Query("""
            ({A :word w :none <> :flag true :child {B :x 1} :list ({B :x 2} {B :x 3}) :set (b 1 20) :empty (b) :rows (({B :x 4}) <>)})
            """);

        Assert.Equal("A", node.Name);
        Assert.Equal("w", node.Text("word"));
        Assert.False(node.Has("none"));
        Assert.True(node.Flag("flag"));
        Assert.Equal(1, node.The("child").Int("x"));
        Assert.Equal([2, 3], node.Children("list").Select(child => child.Int("x")));
        Assert.Equal([1, 20], node.Numbers("set"));
        Assert.Empty(node.Numbers("empty"));
        Assert.Equal(4, node.Rows("rows")[0][0].Int("x"));
    }

    [Theory]
    [InlineData(@"a\ b", "a b")]
    [InlineData(@"\<>", "<>")]
    [InlineData(@"\{\(\)\}", "{()}")]
    [InlineData(@"\\\\z", @"\\z")]
    [InlineData(@":like_a_field", ":like_a_field")]
    [InlineData(@"""""", "")]
    [InlineData(@"""a\ b""", "a b")]
    [InlineData(@"\""quoted", "\"quoted")]
    public void Names_are_read_back(string written, string name) =>
        Assert.Equal(name, NodeTree.Query($"{{A :name {written} :next 1}}").Text("name"));

    [Theory]
    [InlineData("{A :constvalue 5 [ 20 0 0 0 97 ]}", "a")]
    [InlineData("{A :constvalue 2 [ 5 97 ]}", "a")]
    [InlineData("{A :constvalue 6 [ 24 0 0 0 -61 -92 ]}", "ä")]
    public void Bytes_are_read_back(string written, string text)
    {
        var bytes = NodeTree.Query(written).Bytes()!;
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(bytes.AsSpan((bytes[0] & 1) == 1 ? 1 : 4)));
    }

    [Theory]
    [InlineData("{A :x 1")]
    [InlineData("{A :x}")]
    [InlineData("{A x 1}")]
    [InlineData("{A :x 1} 2")]
    [InlineData("(")]
    public void What_is_no_tree_is_refused(string text) => Assert.Throws<InvalidDataException>(() => NodeTree.Read(text));

    [Fact]
    public void Equal_expressions_are_equal_wherever_they_stand()
    {
        var one = NodeTree.Query("{F :id 1 :args ({VAR :varno 1 :varattno 2 :location 7}) :location 5}");
        var other = NodeTree.Query("{F :id 1 :args ({VAR :varno 3 :varattno 2 :location 90}) :location -1}");

        Assert.NotEqual(one.Canonical(), other.Canonical());
        Assert.Equal(one.Canonical(_ => 3), other.Canonical());
    }
}
