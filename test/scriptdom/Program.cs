using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

// Holds T-SQL against SQL Server's own parsers, of the oldest release that we support and of the newest. JSON lines come in,
// {"kind":"statement"|"object","text":"..."}; for each statement one goes out: {"errors":[...],"functions":[...]}.
// Where objects are given (CREATE TABLE and the like), every name of a statement must be one of theirs: a model of the
// database is built of them, without a server, and each statement is put into it as a procedure.

var web = new JsonSerializerOptions(JsonSerializerDefaults.Web);
var asked = new List<Line>();
while (Console.In.ReadLine() is { } json) asked.Add(JsonSerializer.Deserialize<Line>(json, web)!);
var statements = asked.Where(line => line.Kind == "statement").Select(line => new Statement(line.Text)).ToList();
var objects = asked.Where(line => line.Kind == "object").Select(line => line.Text).ToList();
if (objects.Count > 0) Binding.Resolve(objects, statements);
foreach (var statement in statements) Console.WriteLine(JsonSerializer.Serialize(new { statement.Errors, statement.Functions }, web));

internal sealed record Line(string Kind, string Text);

/// <summary>A statement or a batch, and what is wrong with it.</summary>
internal sealed class Statement
{
    public string Text { get; }
    public List<string> Errors { get; } = [];
    public IReadOnlyList<string> Functions { get; } = [];
    /// <summary>Variables that come from outside: the statement's parameters.</summary>
    public IReadOnlyList<string> Parameters { get; } = [];

    public Statement(string text)
    {
        Text = text;
        foreach (TSqlParser parser in new TSqlParser[] { new TSql130Parser(true), new TSql180Parser(true) })
        {
            using var reader = new StringReader(text);
            var tree = parser.Parse(reader, out var errors);
            Errors.AddRange(errors.Select(error => $"{parser.GetType().Name}, line {error.Line}: {error.Message}"));
            if (errors.Count > 0) continue;
            var words = new Words();
            tree.Accept(words);
            Functions = [.. words.Functions];
            Parameters = [.. words.Variables.Except(words.Declared)];
            if (parser is TSql130Parser) Errors.AddRange(words.Foreign);
        }
    }
}

internal sealed class Words : TSqlFragmentVisitor
{
    public SortedSet<string> Functions { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Variables { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Declared { get; } = new(StringComparer.Ordinal);
    /// <summary>What the grammar has for cursors and for types written in .NET: here it is another engine's.</summary>
    public SortedSet<string> Foreign { get; } = new(StringComparer.Ordinal);

    public override void Visit(UpdateForClause node) => Foreign.Add("FOR UPDATE");
    public override void Visit(UserDefinedTypePropertyAccess node) => Foreign.Add("::");
    public override void Visit(FunctionCall node) => Functions.Add(node.FunctionName.Value.ToUpperInvariant());
    public override void Visit(VariableReference node) => Variables.Add(node.Name);
    public override void Visit(DeclareVariableElement node) => Declared.Add(node.VariableName.Value);
}

internal static class Binding
{
    /// <summary>Adds to each statement the names in it that no object has, in a collation that tells capitals from small letters.</summary>
    public static void Resolve(IReadOnlyList<string> objects, IReadOnlyList<Statement> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql130, new TSqlModelOptions { Collation = "Danish_Norwegian_CS_AS" });
        var options = new TSqlObjectOptions { AnsiNulls = true, QuotedIdentifier = true };
        for (var at = 0; at < objects.Count; at++) model.AddOrUpdateObjects(objects[at], $"object {at}", options);
        for (var at = 0; at < statements.Count; at++)
        {
            var statement = statements[at];
            if (statement.Errors.Count > 0) continue;
            var parameters = string.Join(", ", statement.Parameters.Select(name => $"{name} nvarchar(4000)"));
            try
            {
                model.AddOrUpdateObjects($"CREATE PROCEDURE [dbo].[statement {at}] {parameters} AS\n{statement.Text}", $"statement {at}", options);
            }
            catch (DacModelException error)
            {
                statement.Errors.AddRange(error.Messages.Select(message => message.ToString()));
            }
        }
        foreach (var message in model.Validate())
        {
            var of = Regex.Match(message.Message, @"\[statement (\d+)\]");
            if (!of.Success) throw new InvalidOperationException(message.ToString());
            statements[int.Parse(of.Groups[1].Value)].Errors.Add(message.Message);
        }
    }
}
